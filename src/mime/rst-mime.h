/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gmime/gmime.h>

G_BEGIN_DECLS

/**
 * rst_mime_init:
 *
 * Makes GMime and libxml2 ready; every function of this folder that uses one
 * of them calls this first. May be called on any thread, any number of times.
 */
void rst_mime_init (void);

G_END_DECLS
