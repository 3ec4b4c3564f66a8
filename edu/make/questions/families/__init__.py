"""One module a sort of question, its wording in `templates/questions` under the same name.

Each module offers `items(shop)`, which yields every item of its sort that the battle carries. Nothing else needs to
know of it.
"""
