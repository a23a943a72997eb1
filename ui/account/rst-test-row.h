/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define RST_TYPE_TEST_ROW (rst_test_row_get_type ())

/**
 * RstTestRow:
 *
 * One hop of a connection test and how it went.
 */
G_DECLARE_FINAL_TYPE (RstTestRow, rst_test_row, RST, TEST_ROW, AdwActionRow)

/**
 * RstTestState:
 * @RST_TEST_WAITING: its turn has not come
 * @RST_TEST_RUNNING: it is being tried
 * @RST_TEST_PASSED: it went well
 * @RST_TEST_FAILED: it did not
 * @RST_TEST_SKIPPED: it was not tried, because one before it failed or the test
 *   was stopped
 *
 * How far a hop is.
 */
typedef enum
{
  RST_TEST_WAITING,
  RST_TEST_RUNNING,
  RST_TEST_PASSED,
  RST_TEST_FAILED,
  RST_TEST_SKIPPED,
} RstTestState;

/**
 * rst_test_row_new:
 * @title: the hop in words
 *
 * Returns: (transfer floating): a row that waits
 */
RstTestRow *rst_test_row_new (const char *title);

/**
 * rst_test_row_get_state:
 * @self: a row
 *
 * Returns: how far it is
 */
RstTestState rst_test_row_get_state (RstTestRow *self);

/**
 * rst_test_row_set_state:
 * @self: a row
 * @state: how far it is
 * @detail: (nullable): one sentence on how it went
 * @hint: (nullable): one sentence on what to do
 */
void rst_test_row_set_state (RstTestRow *self,
                             RstTestState state,
                             const char *detail,
                             const char *hint);

G_END_DECLS
