/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "rst-test-tls-stream.h"

struct _RstTestTlsStream
{
  GTlsConnection parent_instance;

  GIOStream *base;
  GTlsProtocolVersion version;
  guint bindings;
};

G_DEFINE_FINAL_TYPE (RstTestTlsStream, rst_test_tls_stream, G_TYPE_TLS_CONNECTION)

/* Those that every connection is constructed with, and the one that is read. */
static const char *const properties[] = {
  "base-io-stream", "protocol-version", "rehandshake-mode", "require-close-notify", "use-system-certdb",
};

static void
rst_test_tls_stream_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  RstTestTlsStream *self = RST_TEST_TLS_STREAM (object);

  if (g_str_equal (pspec->name, "protocol-version"))
    g_value_set_enum (value, (int) self->version);
}

static void
rst_test_tls_stream_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
}

static void
rst_test_tls_stream_finalize (GObject *object)
{
  RstTestTlsStream *self = RST_TEST_TLS_STREAM (object);

  g_clear_object (&self->base);

  G_OBJECT_CLASS (rst_test_tls_stream_parent_class)->finalize (object);
}

static GInputStream *
rst_test_tls_stream_get_input (GIOStream *stream)
{
  return g_io_stream_get_input_stream (RST_TEST_TLS_STREAM (stream)->base);
}

static GOutputStream *
rst_test_tls_stream_get_output (GIOStream *stream)
{
  return g_io_stream_get_output_stream (RST_TEST_TLS_STREAM (stream)->base);
}

static gboolean
rst_test_tls_stream_get_binding_data (GTlsConnection          *connection,
                                      GTlsChannelBindingType   type,
                                      GByteArray              *data,
                                      GError                 **error)
{
  RstTestTlsStream *self = RST_TEST_TLS_STREAM (connection);
  guint8 octet = (guint8) ('0' + (int) type);

  if ((self->bindings & 1u << type) == 0)
    {
      g_set_error (error, G_TLS_CHANNEL_BINDING_ERROR, G_TLS_CHANNEL_BINDING_ERROR_NOT_AVAILABLE, "none");
      return FALSE;
    }
  g_byte_array_append (data, &octet, 1);
  return TRUE;
}

static void
rst_test_tls_stream_class_init (RstTestTlsStreamClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GIOStreamClass *stream_class = G_IO_STREAM_CLASS (klass);
  GTlsConnectionClass *connection_class = G_TLS_CONNECTION_CLASS (klass);

  object_class->get_property = rst_test_tls_stream_get_property;
  object_class->set_property = rst_test_tls_stream_set_property;
  object_class->finalize = rst_test_tls_stream_finalize;
  stream_class->get_input_stream = rst_test_tls_stream_get_input;
  stream_class->get_output_stream = rst_test_tls_stream_get_output;
  connection_class->get_binding_data = rst_test_tls_stream_get_binding_data;

  for (guint i = 0; i < G_N_ELEMENTS (properties); i++)
    g_object_class_override_property (object_class, i + 1, properties[i]);
}

static void
rst_test_tls_stream_init (RstTestTlsStream *self)
{
}

GIOStream *
rst_test_tls_stream_new (GIOStream *base, GTlsProtocolVersion version, guint bindings)
{
  RstTestTlsStream *self = g_object_new (RST_TEST_TYPE_TLS_STREAM, NULL);

  self->base = g_object_ref (base);
  self->version = version;
  self->bindings = bindings;
  return G_IO_STREAM (self);
}
