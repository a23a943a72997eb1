/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "mime/rst-charset.h"
#include "mime/rst-contact.h"
#include "mime/rst-vcard-line.h"

/* A card may have a picture in it. */
#define MAX_OCTETS (4 * 1024 * 1024)
#define MAX_CONTACTS 10
#define MAX_VALUES 20

static RstContact *
contact_new (void)
{
  RstContact *self = g_new0 (RstContact, 1);

  self->name = g_strdup ("");
  self->organization = g_strdup ("");
  self->title = g_strdup ("");
  self->emails = g_ptr_array_new_with_free_func (g_free);
  self->phones = g_ptr_array_new_with_free_func (g_free);
  self->addresses = g_ptr_array_new_with_free_func (g_free);
  return self;
}

/* The components in this order, without those that are empty. */
static char *
join (const RstVcardLine *line, const int *order, const char *separator)
{
  GString *text = g_string_new (NULL);

  for (; *order >= 0; order++)
    {
      g_autofree char *component = rst_vcard_line_dup_component (line, (guint) *order);

      if (*component != '\0')
        g_string_append_printf (text, "%s%s", text->len > 0 ? separator : "", component);
    }
  return g_string_free (text, FALSE);
}

static void
set_once (char **field, char *value)
{
  if (**field != '\0' || *value == '\0')
    {
      g_free (value);
      return;
    }
  g_free (*field);
  *field = value;
}

static void
add_value (GPtrArray *values, char *value, const char *scheme)
{
  g_autofree char *owned = value;
  const char *text = value;

  if (g_ascii_strncasecmp (text, scheme, strlen (scheme)) == 0)
    text += strlen (scheme);
  if (*text != '\0' && values->len < MAX_VALUES)
    g_ptr_array_add (values, g_strdup (text));
}

/* RFC 2397: the octets are behind the comma, which some cards escape. */
static const char *
skip_data_uri (const char *value)
{
  static const char marker[] = ";base64";
  const char *comma = strchr (value, ',');
  const char *end = comma;

  if (comma == NULL || g_ascii_strncasecmp (value, "data:", 5) != 0)
    return NULL;
  if (end[-1] == '\\')
    end--;
  if (end - value < (gssize) strlen (marker) ||
      g_ascii_strncasecmp (end - strlen (marker), marker, strlen (marker)) != 0)
    return NULL;
  return comma + 1;
}

/* RFC 6350 §6.2.4, RFC 2426 §3.1.4. An address would have to be fetched. */
static void
set_photo (RstContact *self, const RstVcardLine *line)
{
  const char *base64 = line->base64 ? line->value : skip_data_uri (line->value);
  guchar *octets;
  gsize length;

  if (base64 == NULL || self->photo != NULL)
    return;

  octets = g_base64_decode (base64, &length);
  if (length > 0)
    self->photo = g_bytes_new_take (octets, length);
  else
    g_free (octets);
}

/* RFC 6350 §6.2.2, §6.6.4, §6.3.1: the order in which people say them. */
static const int name_order[] = { 3, 1, 2, 0, 4, -1 };
static const int organization_order[] = { 0, 1, 2, 3, -1 };
static const int address_order[] = { 0, 1, 2, 5, 3, 4, 6, -1 };

/* Returns the name in its parts, which counts where there is none in full. */
static void
read_line (RstContact *self, const RstVcardLine *line, char **parted_name)
{
  if (strcmp (line->name, "FN") == 0)
    set_once (&self->name, rst_vcard_line_dup_text (line));
  else if (strcmp (line->name, "N") == 0)
    set_once (parted_name, join (line, name_order, " "));
  else if (strcmp (line->name, "ORG") == 0)
    set_once (&self->organization, join (line, organization_order, ", "));
  else if (strcmp (line->name, "TITLE") == 0)
    set_once (&self->title, rst_vcard_line_dup_text (line));
  else if (strcmp (line->name, "EMAIL") == 0)
    add_value (self->emails, rst_vcard_line_dup_text (line), "mailto:");
  else if (strcmp (line->name, "TEL") == 0)
    add_value (self->phones, rst_vcard_line_dup_text (line), "tel:");
  else if (strcmp (line->name, "ADR") == 0)
    add_value (self->addresses, join (line, address_order, ", "), "");
  else if (strcmp (line->name, "PHOTO") == 0)
    set_photo (self, line);
}

static gboolean
is_line (const RstVcardLine *line, const char *name)
{
  return strcmp (line->name, name) == 0 &&
         g_ascii_strncasecmp (line->value, "VCARD", 5) == 0;
}

/* From behind its first line up to its last one. */
static RstContact *
read_contact (const char **text)
{
  RstContact *self = contact_new ();
  g_autofree char *parted_name = g_strdup ("");
  int depth = 1;

  while (depth > 0)
    {
      g_autoptr (RstVcardLine) line = rst_vcard_line_next (text);

      if (line == NULL)
        break;
      if (is_line (line, "BEGIN"))
        depth++;
      else if (is_line (line, "END"))
        depth--;
      else if (depth == 1)
        read_line (self, line, &parted_name);
    }
  set_once (&self->name, g_steal_pointer (&parted_name));
  return self;
}

static gboolean
says_something (const RstContact *self)
{
  return *self->name != '\0' || *self->organization != '\0' ||
         self->emails->len > 0 || self->phones->len > 0 || self->addresses->len > 0;
}

GPtrArray *
rst_contact_parse (GBytes *octets)
{
  GPtrArray *contacts = g_ptr_array_new_with_free_func ((GDestroyNotify) rst_contact_free);
  g_autofree char *text = NULL;
  const char *rest;
  gsize length;
  const char *data;

  g_return_val_if_fail (octets != NULL, contacts);

  data = g_bytes_get_data (octets, &length);
  if (length == 0 || length > MAX_OCTETS)
    return contacts;

  text = rst_charset_to_utf8 (NULL, data, length);
  rest = text;
  while (contacts->len < MAX_CONTACTS)
    {
      g_autoptr (RstVcardLine) line = rst_vcard_line_next (&rest);
      g_autoptr (RstContact) contact = NULL;

      if (line == NULL)
        break;
      if (!is_line (line, "BEGIN"))
        continue;
      contact = read_contact (&rest);
      if (says_something (contact))
        g_ptr_array_add (contacts, g_steal_pointer (&contact));
    }
  return contacts;
}

void
rst_contact_free (RstContact *self)
{
  g_free (self->name);
  g_free (self->organization);
  g_free (self->title);
  g_ptr_array_unref (self->emails);
  g_ptr_array_unref (self->phones);
  g_ptr_array_unref (self->addresses);
  g_clear_pointer (&self->photo, g_bytes_unref);
  g_free (self);
}
