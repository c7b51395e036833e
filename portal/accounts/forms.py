"""The forms of logging in and of the account page."""

from __future__ import annotations

from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms import HiddenField, PasswordField, SelectField, StringField, SubmitField
from wtforms.fields.choices import SelectChoice  # type: ignore[attr-defined]  # newer than the stubs
from wtforms.validators import DataRequired, EqualTo, Length

from portal.shared.i18n import LANGUAGE_NAMES


class LoginForm(FlaskForm):  # type: ignore[misc]
    """E-mail and password."""

    email = StringField(_l("E-mail"), validators=[DataRequired(_l("Enter your e-mail.")), Length(max=254)])
    password = PasswordField(_l("Password"), validators=[DataRequired(_l("Enter your password.")), Length(max=1024)])
    next = HiddenField()
    submit = SubmitField(_l("Log in"))


class CodeForm(FlaskForm):  # type: ignore[misc]
    """The authenticator's code."""

    code = StringField(_l("Code"), validators=[DataRequired(_l("Enter the six-digit code.")), Length(max=16)])
    submit = SubmitField(_l("Continue"))


class ForgotForm(FlaskForm):  # type: ignore[misc]
    """Where to send the link."""

    email = StringField(_l("E-mail"), validators=[DataRequired(_l("Enter your e-mail.")), Length(max=254)])
    submit = SubmitField(_l("Send the link"))


class PasswordForm(FlaskForm):  # type: ignore[misc]
    """A new password, twice."""

    password = PasswordField(
        _l("New password"),
        validators=[
            DataRequired(_l("Enter a password.")),
            Length(min=12, max=1024, message=_l("At least 12 characters.")),
        ],
    )
    repeat = PasswordField(_l("Repeat it"), validators=[EqualTo("password", message=_l("The two passwords differ."))])
    submit = SubmitField(_l("Save the password"))


class ProfileForm(FlaskForm):  # type: ignore[misc]
    """The person's own settings."""

    name = StringField(_l("Name"), validators=[DataRequired(_l("Enter your name.")), Length(max=120)])
    locale = SelectField(_l("Language"), choices=[SelectChoice(code, name) for code, name in LANGUAGE_NAMES.items()])
    current_password = PasswordField(_l("Your password"))
    password = PasswordField(_l("New password"))
    submit = SubmitField(_l("Save"))
