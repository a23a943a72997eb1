/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "mime/rst-address-list.h"
#include "mime/rst-encoded-word.h"
#include "mime/rst-mime.h"

#define MAX_ADDRESSES 1000
#define MAX_VALUE (64 * 1024)

static void
append_list (GPtrArray *addresses, InternetAddressList *list)
{
  int length = internet_address_list_length (list);

  for (int i = 0; i < length && addresses->len < MAX_ADDRESSES; i++)
    {
      InternetAddress *address = internet_address_list_get_address (list, i);
      const char *name = internet_address_get_name (address);

      if (INTERNET_ADDRESS_IS_MAILBOX (address))
        {
          InternetAddressMailbox *mailbox = INTERNET_ADDRESS_MAILBOX (address);
          const char *spec = internet_address_mailbox_get_addr (mailbox);

          g_ptr_array_add (addresses, rst_address_new (name, spec));
        }
      else if (INTERNET_ADDRESS_IS_GROUP (address))
        {
          InternetAddressGroup *group = INTERNET_ADDRESS_GROUP (address);

          g_ptr_array_add (addresses, rst_address_new (name, NULL));
          append_list (addresses, internet_address_group_get_members (group));
        }
    }
}

GPtrArray *
rst_address_list_parse (const char *value)
{
  GPtrArray *addresses = g_ptr_array_new_with_free_func ((GDestroyNotify) rst_address_free);
  g_autofree char *merged = NULL;
  g_autofree char *bounded = NULL;
  g_autofree char *text = NULL;
  InternetAddressList *list;

  if (value == NULL || *value == '\0')
    return addresses;

  rst_mime_init ();
  merged = rst_encoded_word_merge (value);
  bounded = g_utf8_make_valid (merged, strnlen (merged, MAX_VALUE));
  list = internet_address_list_parse (NULL, bounded);
  if (list != NULL)
    append_list (addresses, list);
  g_clear_object (&list);
  if (addresses->len == 0)
    {
      text = rst_encoded_word_decode (bounded);
      g_ptr_array_add (addresses, rst_address_new (text, NULL));
    }
  return addresses;
}
