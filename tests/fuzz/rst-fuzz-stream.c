/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "rst-fuzz-stream.h"

#include <string.h>

struct _RstFuzzStream
{
  GInputStream parent_instance;

  RstFuzzInput rest;
  guint32 cutting;
  char last;
};

G_DEFINE_FINAL_TYPE (RstFuzzStream, rst_fuzz_stream, G_TYPE_INPUT_STREAM)

static gssize
rst_fuzz_stream_read (GInputStream  *stream,
                      void          *buffer,
                      gsize          count,
                      GCancellable  *cancellable,
                      GError       **error)
{
  RstFuzzStream *self = RST_FUZZ_STREAM (stream);
  const char *pause;
  gsize size;

  while (self->rest.length > 0 && *self->rest.octets == RST_FUZZ_PAUSE)
    rst_fuzz_input_take (&self->rest);
  if (self->rest.length == 0 || count == 0)
    return 0;

  pause = memchr (self->rest.octets, RST_FUZZ_PAUSE, self->rest.length);
  size = pause != NULL ? (gsize) (pause - self->rest.octets) : self->rest.length;
  size = rst_fuzz_cut (&self->cutting, MIN (count, size));
  memcpy (buffer, self->rest.octets, size);
  self->last = self->rest.octets[size - 1];
  self->rest.octets += size;
  self->rest.length -= size;
  return (gssize) size;
}

static void
rst_fuzz_stream_class_init (RstFuzzStreamClass *klass)
{
  G_INPUT_STREAM_CLASS (klass)->read_fn = rst_fuzz_stream_read;
}

static void
rst_fuzz_stream_init (RstFuzzStream *self)
{
}

RstFuzzStream *
rst_fuzz_stream_new (RstFuzzInput octets, guint32 cutting)
{
  RstFuzzStream *self = g_object_new (RST_TYPE_FUZZ_STREAM, NULL);

  self->rest = octets;
  self->cutting = cutting;
  return self;
}

char
rst_fuzz_stream_get_last (RstFuzzStream *self)
{
  return self->last;
}
