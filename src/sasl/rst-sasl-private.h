/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "sasl/rst-sasl.h"

G_BEGIN_DECLS

/* What a family of mechanisms does in an exchange. What is NULL does nothing. */
typedef struct
{
  gsize state_size;
  gboolean speaks_first;

  void (*init) (RstSasl *self);

  /* As rst_sasl_respond(), which has looked at the bounds. */
  GString *(*respond) (RstSasl *self, const char *challenge, gsize length, GError **error);

  /* Says why the server may not accept yet. */
  void (*set_incomplete_error) (RstSasl *self, GError **error);

  /* Overwrites what the state holds. */
  void (*clear) (RstSasl *self);
} RstSaslFamily;

struct _RstSasl
{
  const RstSaslFamily *family;
  RstSaslMechanism mechanism;
  const RstCredentials *credentials;
  char *binding_type; /* NULL where the channel has no binding */
  GBytes *binding_data;
  char *host;
  guint16 port;

  gboolean begun;
  guint n_challenges;
  gboolean complete; /* the server may accept now */
  char *refusal;
  gpointer state; /* the family's own */
};

extern const RstSaslFamily rst_sasl_scram;
extern const RstSaslFamily rst_sasl_plain;
extern const RstSaslFamily rst_sasl_login;
extern const RstSaslFamily rst_sasl_external;
extern const RstSaslFamily rst_sasl_cram;
extern const RstSaslFamily rst_sasl_oauth;

/* A server that asks when all was said. */
void rst_sasl_set_asks_on_error (RstSasl *self, GError **error);

/* What the server says about its refusal; it may be anything. */
void rst_sasl_take_refusal (RstSasl *self, const char *text, gsize length);

/* For tests: what SCRAM takes for a random nonce from now on; %NULL for random
 * ones again.
 */
void rst_sasl_scram_set_nonce (const char *nonce);

G_END_DECLS
