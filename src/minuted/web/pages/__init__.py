"""The pages: each module a blueprint called `pages`, each route a task put into words."""
