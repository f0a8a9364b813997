"""Above the clips: how many there are, the search field, and the menus of filters and orders."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QSize, Qt, Signal
from PySide6.QtGui import QAction, QActionGroup, QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QMenu, QToolButton, QVBoxLayout, QWidget

from montage_desktop.ui.bin.order import Order
from montage_desktop.ui.bin.search import Word, has_word, toggled
from montage_desktop.ui.numbers import count
from montage_desktop.ui.pane import label, spread
from montage_desktop.ui.theme import Theme


class BinHead(QWidget):
    """GUI thread only.

    Attributes:
        search: the field. filters, orders: the buttons with menus.

    Signals:
        searched(str): with each letter. order_chosen(Order, bool): and whether backwards. left(): down to the list.
    """

    searched = Signal(str)
    order_chosen = Signal(object, bool)
    left = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._count = label(role="section")
        self.search = QLineEdit()
        self.search.setPlaceholderText(self.tr("Search clips"))
        self.search.setAccessibleName(self.tr("Search clips"))
        self.search.setToolTip(
            self.tr(
                "Part of a name or of a badge. Also: fav, reject, rated, unrated, rating:>=3, inout, trouble.\n"
                "A minus before a word leaves out what it finds: -reject."
            )
        )
        self.search.textChanged.connect(self._on_text)
        self.search.installEventFilter(self)
        self._glass = self.search.addAction(theme.icon("search", "faint"), QLineEdit.ActionPosition.LeadingPosition)
        # The field's own button for this is black, also in the dark.
        self._clear = self.search.addAction(theme.icon("cancel"), QLineEdit.ActionPosition.TrailingPosition)
        self._clear.setToolTip(self.tr("Clear the search (Esc)"))
        self._clear.triggered.connect(self.search.clear)
        self._clear.setVisible(False)
        self.filters = self._button(self.tr("Filter the clips"), self._filter_menu())
        self.orders = self._button(self.tr("Sort the clips"), self._order_menu())
        row = spread(QHBoxLayout(), spacing=0)
        row.addWidget(self._count, 1)
        row.addWidget(self.filters)
        row.addWidget(self.orders)
        column = spread(QVBoxLayout(self), spacing=4)
        column.addLayout(row)
        column.addWidget(self.search)
        QWidget.setTabOrder(self.filters, self.orders)  # as they are seen
        QWidget.setTabOrder(self.orders, self.search)
        theme.changed.connect(self._on_theme_changed)
        self._on_theme_changed()
        self.show_count(0, 0)

    def show_count(self, shown: int, total: int) -> None:
        """How many clips are shown, of all."""
        if not total:
            text = self.tr("Clips")
        elif shown == total:
            text = self.tr("Clips · {n}").format(n=count(total))
        else:
            text = self.tr("Clips · {n} of {total}").format(n=count(shown), total=count(total))
        self._count.setText(text)
        for part in (self.search, self.filters, self.orders):
            part.setVisible(total > 0)

    def focus_search(self) -> None:
        """Type."""
        self.search.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.search.selectAll()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Down and Return go to what was found; Escape forgets the search, and then leaves it."""
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            if event.key() in (Qt.Key.Key_Down, Qt.Key.Key_Return, Qt.Key.Key_Enter):
                self.left.emit()
                return True
            if event.key() == Qt.Key.Key_Escape:
                if self.search.text():
                    self.search.clear()
                else:
                    self.left.emit()
                return True
        return super().eventFilter(watched, event)

    def _button(self, words: str, menu: QMenu) -> QToolButton:
        button = QToolButton()
        button.setProperty("role", "flat")
        button.setIconSize(QSize(18, 18))
        button.setAccessibleName(words)
        button.setToolTip(words)
        button.setMenu(menu)
        button.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        button.setStyleSheet("QToolButton::menu-indicator { image: none; }")
        return button

    # Menus ---------------------------------------------------------------------------------------------------

    def _filter_menu(self) -> QMenu:
        menu = QMenu(self)
        self._words: dict[str, QAction] = {}
        for word, text in (
            (Word.FAVOURITE, self.tr("Favourites")),
            (Word.NOT_REJECTED, self.tr("Without rejected ones")),
            (Word.REJECTED, self.tr("Rejected ones")),
            (Word.GOOD, self.tr("Three stars or more")),
            (Word.UNRATED, self.tr("Without stars")),
            (Word.CUT, self.tr("With in or out points")),
            (Word.TROUBLE, self.tr("Missing or damaged")),
        ):
            action = QAction(text, menu, checkable=True)
            action.triggered.connect(lambda _=False, w=word: self.search.setText(toggled(self.search.text(), w)))
            menu.addAction(action)
            self._words[word] = action
        return menu

    def _order_menu(self) -> QMenu:
        menu = QMenu(self)
        self._orders = QActionGroup(menu)
        for order, text in (
            (Order.ADDED, self.tr("As added")),
            (Order.NAME, self.tr("Name")),
            (Order.DATE, self.tr("Date")),
            (Order.LENGTH, self.tr("Length")),
            (Order.RATING, self.tr("Rating, the best first")),
        ):
            action = QAction(text, self._orders, checkable=True)
            action.setData(order)
            action.setChecked(order is Order.ADDED)
            menu.addAction(action)
        menu.addSeparator()
        self._backwards = QAction(self.tr("Backwards"), menu, checkable=True)
        menu.addAction(self._backwards)
        self._orders.triggered.connect(self._on_order)
        self._backwards.triggered.connect(self._on_order)
        return menu

    def show_order(self, order: Order, *, backwards: bool) -> None:
        """Check what holds."""
        for action in self._orders.actions():
            action.setChecked(action.data() == order)
        self._backwards.setChecked(backwards)
        self._on_theme_changed()

    def _on_order(self) -> None:
        chosen = self._orders.checkedAction()
        self.order_chosen.emit(Order(chosen.data()), self._backwards.isChecked())

    def _on_text(self, text: str) -> None:
        for word, action in self._words.items():
            action.setChecked(has_word(text, word))
        self._clear.setVisible(bool(text))
        self._on_theme_changed()
        self.searched.emit(text)

    def _on_theme_changed(self) -> None:
        """What is not as at first is seen on the buttons too."""
        filtered = any(a.isChecked() for a in self._words.values())
        sorted_ = self._backwards.isChecked() or Order(self._orders.checkedAction().data()) is not Order.ADDED
        self._glass.setIcon(self._theme.icon("search", "faint"))
        self._clear.setIcon(self._theme.icon("cancel", "muted"))
        self.filters.setIcon(self._theme.icon("filter", "accent" if filtered else "text"))
        self.orders.setIcon(self._theme.icon("sort", "accent" if sorted_ else "text"))
