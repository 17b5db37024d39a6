#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""What a screen reader is told by the real program: xvfb-run -a dbus-run-session -- python3 atspi_test.py BELAYER"""
import os
import subprocess
import sys
import tempfile
import time
import unittest

import gi

gi.require_version("Atspi", "2.0")
from gi.repository import Atspi, GLib  # noqa: E402

PROGRAM = ""
PATIENCE = 60
ROLE, STATE = Atspi.Role, Atspi.StateType


class Gone(Exception):
    """What was looked at went meanwhile."""


def until(condition, what):
    """The first true answer of the condition; an accessible that goes while it is looked at is no answer."""
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end:
        Atspi.get_desktop(0).clear_cache()
        try:
            if answer := condition():
                return answer
        except (GLib.Error, Gone):
            pass
        time.sleep(0.1)
    raise AssertionError(f"not within {PATIENCE} s: {what}")


def walk(accessible):
    """It and all below it, but for the cells of tables and lists: many, and gone again before one has been asked."""
    yield accessible
    if accessible.get_role() in (ROLE.TABLE, ROLE.LIST):
        return
    for i in range(accessible.get_child_count()):
        child = accessible.get_child_at_index(i)
        if child is not None:
            yield from walk(child)


def has(accessible, state):
    return accessible.get_state_set().contains(state)


def find(root, role, name):
    """The one shown accessible of that role and name, or None."""
    for accessible in walk(root):
        if accessible.get_role() == role and accessible.get_name() == name and has(accessible, STATE.SHOWING):
            return accessible
    return None


def press(accessible):
    actions = [accessible.get_action_iface().get_action_name(i)
               for i in range(accessible.get_action_iface().get_n_actions())]
    accessible.get_action_iface().do_action(next(i for i, name in enumerate(actions) if name in ("Press", "Toggle")))


class Belayer:
    """The program with the sample jobs, as the desktop of a language starts it."""

    def __init__(self, language):
        self.folder = tempfile.TemporaryDirectory()
        environment = dict(os.environ, LANGUAGE=language, LC_ALL="C.UTF-8", QT_QPA_PLATFORM="xcb",
                           QT_LINUX_ACCESSIBILITY_ALWAYS_ON="1")
        self.process = subprocess.Popen([PROGRAM, "--data-dir", self.folder.name, "--port", "0", "--demo"],
                                        env=environment, stdout=subprocess.PIPE, text=True)
        assert self.process.stdout.readline().startswith("listening on ")
        self.app = until(self.find_app, "the program among the accessible ones")
        self.window = until(lambda: find(self.app, ROLE.FRAME, "Belayer"), "the window")

    def find_app(self):
        desktop = Atspi.get_desktop(0)
        for i in range(desktop.get_child_count()):
            app = desktop.get_child_at_index(i)
            if app is not None and app.get_process_id() == self.process.pid:
                return app
        return None

    def end(self):
        self.process.terminate()
        code = self.process.wait(PATIENCE)
        self.process.stdout.close()
        self.folder.cleanup()
        return code

    def shown(self, role, name):
        return until(lambda: find(self.app, role, name), f"{role.value_nick} “{name}”")

    def dialog(self, button, name):
        press(self.shown(ROLE.PUSH_BUTTON, button))
        return self.shown(ROLE.DIALOG, name)

    def cells(self, is_wanted=lambda name: True):
        """The texts of the job table, a list for each row whose name is wanted."""
        table = self.shown(ROLE.TABLE, "Jobs").get_table_iface()

        def text(row, column):
            if (cell := table.get_accessible_at(row, column)) is None:
                raise Gone
            return cell.get_name()

        wanted = [row for row in range(table.get_n_rows()) if is_wanted(text(row, 0))]
        return [[text(row, column) for column in range(table.get_n_columns())] for row in wanted]


class Window(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.belayer = Belayer("en")

    @classmethod
    def tearDownClass(cls):
        assert cls.belayer.end() == 0

    def row(self, name):
        return next(iter(self.belayer.cells(lambda text: text.startswith(name))), None)

    def test_cells_say_what_is_painted(self):
        race = until(lambda: self.row("Race: task 1"), "the race among the rows")
        self.assertRegex(race[0], r"^Race: task 1 against task 2, 2 jobs, expanded$")
        self.assertEqual(race[4], "Race")
        working = until(lambda: (row := self.row("Background")) and row[1] == "Running" and row, "a running job")
        self.assertRegex(working[2], r"^\d+ %, \d.* of 1 min 00 s, about .* left$")
        self.assertRegex(working[3], r"^\d+ s$")
        done = until(lambda: (row := self.row("Process items")) and row[1] == "Done" and row, "a group that is done")
        self.assertRegex(done[2], r"^100 %, 3 of 3 jobs$")
        self.assertEqual(done[6], "1, 4, 9")

    def test_columns_have_headers(self):
        table = self.belayer.shown(ROLE.TABLE, "Jobs").get_table_iface()
        names = [table.get_column_header(column).get_name() for column in range(table.get_n_columns())]
        self.assertEqual(names, ["Name", "State", "Progress", "Elapsed", "Kind", "Started", "Result"])

    def test_menus_and_buttons_act(self):
        bar = next(each for each in walk(self.belayer.window) if each.get_role() == ROLE.MENU_BAR)
        menus = [bar.get_child_at_index(i).get_name() for i in range(bar.get_child_count())]
        self.assertEqual(menus[:4], ["File", "Edit", "Job", "Demo"])
        for name in ["New Job", "Run Command", "Race", "Cancel", "Retry"]:
            button = self.belayer.shown(ROLE.PUSH_BUTTON, name)
            self.assertTrue(button.get_description(), name)
            acts = button.get_action_iface().get_n_actions() > 0
            self.assertEqual(acts, has(button, STATE.ENABLED), name)

    def test_filters_tell_their_counts(self):
        filters = self.belayer.shown(ROLE.LIST, "Filters")
        until(lambda: filters.get_child_at_index(0).get_name().startswith("All Jobs, "), "the count of all jobs")
        names = [filters.get_child_at_index(i).get_name() for i in range(filters.get_child_count())]
        self.assertRegex(names[0], r"^All Jobs, \d+ jobs, chosen$")
        self.assertTrue(any(name.startswith("Running, ") for name in names), names)

    def test_typing_a_filter_filters(self):
        field = self.belayer.shown(ROLE.TEXT, "Filter jobs")
        field.get_editable_text_iface().set_text_contents("kind:race")
        until(lambda: [row[4] for row in self.belayer.cells()].count("Race") == 1 and
              all(row[4] == "Race" or row[0].startswith("Task ") for row in self.belayer.cells()), "the race alone")
        field.get_editable_text_iface().set_text_contents("")
        until(lambda: len(self.belayer.cells()) >= 6, "all rows again")

    def test_panes_are_named_tabs(self):
        tabs = until(lambda: next((each for each in walk(self.belayer.window)
                                   if each.get_role() == ROLE.PAGE_TAB_LIST), None), "the tabs")
        self.assertTrue(tabs.get_name())
        children = [tabs.get_child_at_index(i) for i in range(tabs.get_child_count())]
        pages = [each.get_name() for each in children if each.get_role() == ROLE.PAGE_TAB]
        self.assertEqual(pages, ["Output", "Details", "Timeline", "Live Tasks"])

    def test_fields_of_dialogs_have_labels(self):
        dialog = self.belayer.dialog("Run Command", "Run Command")
        for name in ["Command", "Working folder"]:
            self.assertIsNotNone(find(dialog, ROLE.TEXT, name), name)
        box = find(dialog, ROLE.CHECK_BOX, "Run through the shell (/bin/sh)")
        self.assertFalse(has(box, STATE.CHECKED))
        press(box)
        until(lambda: has(box, STATE.CHECKED), "the tick")
        press(find(dialog, ROLE.PUSH_BUTTON, "Cancel"))
        until(lambda: find(self.belayer.app, ROLE.DIALOG, "Run Command") is None, "the dialog closed")

    def test_output_is_read_as_from_a_terminal(self):
        dialog = self.belayer.dialog("Run Command", "Run Command")
        find(dialog, ROLE.TEXT, "Command").get_editable_text_iface().set_text_contents("/bin/echo written for readers")
        press(find(dialog, ROLE.PUSH_BUTTON, "Run"))
        output = self.belayer.shown(ROLE.TERMINAL, "Output")

        def text():  # of the interface: newer bindings have a get_text of the accessible object, too
            return Atspi.Text.get_text(output, 0, Atspi.Text.get_character_count(output))
        until(lambda: text() == "written for readers", "the output of the job that was started and chosen")

    def test_whatever_takes_the_focus_has_a_name(self):
        unnamed = []
        for each in walk(self.belayer.window):
            try:
                if has(each, STATE.FOCUSABLE) and has(each, STATE.SHOWING) and not each.get_name():
                    unnamed.append(f"{each.get_role_name()} in {each.get_parent().get_name()}")
            except GLib.Error:
                pass
        self.assertEqual(unnamed, [])


class InGerman(unittest.TestCase):
    def test_window_and_qts_own_buttons_speak_german(self):
        belayer = Belayer("de")
        self.addCleanup(belayer.end)
        bar = next(each for each in walk(belayer.window) if each.get_role() == ROLE.MENU_BAR)
        self.assertEqual(bar.get_child_at_index(0).get_name(), "Datei")
        dialog = belayer.dialog("Befehl ausführen", "Befehl ausführen")
        self.assertIsNotNone(find(dialog, ROLE.TEXT, "Arbeitsordner"))
        self.assertIsNotNone(find(dialog, ROLE.PUSH_BUTTON, "Abbrechen"))  # the word is in Qt's translation


if __name__ == "__main__":
    PROGRAM = sys.argv.pop(1)
    unittest.main(verbosity=2)
