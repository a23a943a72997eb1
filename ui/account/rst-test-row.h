/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "doctor/rst-doctor-step.h"

G_BEGIN_DECLS

#define RST_TYPE_TEST_ROW (rst_test_row_get_type ())

/**
 * RstTestRow:
 *
 * One hop of a connection test and how it went.
 */
G_DECLARE_FINAL_TYPE (RstTestRow, rst_test_row, RST, TEST_ROW, AdwActionRow)

/**
 * rst_test_row_new:
 * @step: a hop that was tried or left out
 *
 * Returns: (transfer floating): a row that shows it
 */
GtkWidget *rst_test_row_new (const RstDoctorStep *step);

/**
 * rst_test_row_get_verdict:
 * @self: a row
 *
 * Returns: how its hop went
 */
RstDoctorVerdict rst_test_row_get_verdict (RstTestRow *self);

G_END_DECLS
