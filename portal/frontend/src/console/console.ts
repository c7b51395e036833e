/* The operator's desk: a live list, one conversation, the customer beside it; all of it usable from the keyboard. */
import { Api } from "../lib/api";
import { Desk } from "./desk";

const root = document.getElementById("desk");
if (root) new Desk(root, new Api({ locale: document.documentElement.lang })).start();
