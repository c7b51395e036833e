"""Pure readers of what people write: order lines, dates, money, references. They know no model, catalogue or database,
so the portal, the actions and the pipeline share them.
"""
