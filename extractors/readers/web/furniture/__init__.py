"""What of a page is no part of its document: menus, bars, consent boxes, what follows the article, doubled captions."""
