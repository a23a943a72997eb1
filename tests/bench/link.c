/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * link MILLISECONDS: two networks of their own and a link between them, on
 * which each packet takes so long one way. Prints "READY HERE THERE": the
 * descriptors by which /proc/PID/fd names the networks, with 198.51.100.1 at
 * the near end and 198.51.100.2 at the far one. All is gone when it is ended.
 *
 * The ends are TUN devices. A packet that one of them is given waits in a queue
 * until it is due and comes out of the other; none is lost, and there is no
 * limit to the rate but this computer's.
 */

#include <arpa/inet.h>
#include <errno.h>
#include <fcntl.h>
#include <glib.h>
#include <linux/if_tun.h>
#include <net/if.h>
#include <poll.h>
#include <sched.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <unistd.h>

#define PACKET_MAX 65536
/* So many are taken from one end before the other has its turn. */
#define TURN 256
/* As a busy router would, it drops what does not fit. */
#define QUEUE_MAX 65536

typedef struct
{
  gint64 due;
  gsize length;
  char octets[];
} Packet;

typedef struct
{
  int network;
  int device;
  GQueue sent; /* by this end, not yet at the other */
} End;

static void G_GNUC_NORETURN
die (const char *what)
{
  perror (what);
  exit (EXIT_FAILURE);
}

static int
open_file (const char *path, int flags)
{
  int fd = open (path, flags);

  if (fd < 0)
    die (path);
  return fd;
}

static void
set_address (int fd, const char *device, unsigned long what, const char *address)
{
  struct ifreq request = { 0 };
  struct sockaddr_in *in = (gpointer) &request.ifr_addr;

  g_strlcpy (request.ifr_name, device, sizeof request.ifr_name);
  in->sin_family = AF_INET;
  inet_pton (AF_INET, address, &in->sin_addr);
  if (ioctl (fd, what, &request) != 0)
    die (address);
}

static void
bring_up (int fd, const char *device)
{
  struct ifreq request = { 0 };

  g_strlcpy (request.ifr_name, device, sizeof request.ifr_name);
  if (ioctl (fd, SIOCGIFFLAGS, &request) != 0)
    die (device);
  request.ifr_flags |= IFF_UP | IFF_RUNNING;
  if (ioctl (fd, SIOCSIFFLAGS, &request) != 0)
    die (device);
}

static void
open_end (End *end, const char *address)
{
  struct ifreq request = { .ifr_name = "delay", .ifr_flags = IFF_TUN | IFF_NO_PI };
  int fd;

  if (unshare (CLONE_NEWNET) != 0)
    die ("A network of its own");
  end->network = open_file ("/proc/self/ns/net", O_RDONLY);
  end->device = open_file ("/dev/net/tun", O_RDWR | O_NONBLOCK);
  if (ioctl (end->device, TUNSETIFF, &request) != 0)
    die ("/dev/net/tun");
  fd = socket (AF_INET, SOCK_DGRAM | SOCK_CLOEXEC, 0);
  bring_up (fd, "lo");
  set_address (fd, "delay", SIOCSIFADDR, address);
  set_address (fd, "delay", SIOCSIFNETMASK, "255.255.255.0");
  bring_up (fd, "delay");
  close (fd);
}

static void
take (End *end, gint64 delay)
{
  char octets[PACKET_MAX];

  for (guint count = 0; count < TURN; count++)
    {
      gssize length = read (end->device, octets, sizeof octets);
      Packet *packet;

      if (length <= 0)
        return;
      if (g_queue_get_length (&end->sent) >= QUEUE_MAX)
        continue;
      packet = g_malloc (sizeof *packet + length);
      packet->due = g_get_monotonic_time () + delay;
      packet->length = length;
      memcpy (packet->octets, octets, length);
      g_queue_push_tail (&end->sent, packet);
    }
}

/* Gives to the other end what is due. */
static void
give (End *end, End *other)
{
  gint64 now = g_get_monotonic_time ();
  Packet *packet;

  while ((packet = g_queue_peek_head (&end->sent)) != NULL && packet->due <= now)
    {
      if (write (other->device, packet->octets, packet->length) < 0 && errno == EAGAIN)
        return;
      g_free (g_queue_pop_head (&end->sent));
    }
}

/* Until when nothing has to be done unless somebody sends. */
static gint64
next_due (End *ends)
{
  gint64 due = G_MAXINT64;

  for (guint number = 0; number < 2; number++)
    {
      Packet *packet = g_queue_peek_head (&ends[number].sent);

      if (packet != NULL)
        due = MIN (due, packet->due);
    }
  return due;
}

static void
wait_for_ends (End *ends)
{
  struct pollfd fds[2] = { { ends[0].device, POLLIN, 0 }, { ends[1].device, POLLIN, 0 } };
  gint64 due = next_due (ends);
  gint64 left = due == G_MAXINT64 ? 0 : MAX (0, due - g_get_monotonic_time ());
  struct timespec time = { left / G_USEC_PER_SEC, left % G_USEC_PER_SEC * 1000 };

  ppoll (fds, 2, due == G_MAXINT64 ? NULL : &time, NULL);
}

int
main (int argc, char **argv)
{
  End ends[2] = { { .sent = G_QUEUE_INIT }, { .sent = G_QUEUE_INIT } };
  gint64 delay;

  if (argc != 2)
    {
      fputs ("Usage: link MILLISECONDS\n", stderr);
      return EXIT_FAILURE;
    }
  delay = g_ascii_strtod (argv[1], NULL) * 1000;
  open_end (&ends[0], "198.51.100.1");
  open_end (&ends[1], "198.51.100.2");
  prctl (PR_SET_TIMERSLACK, 1);
  prctl (PR_SET_PDEATHSIG, 15);
  printf ("READY %d %d\n", ends[0].network, ends[1].network);
  fflush (stdout);
  for (;;)
    {
      wait_for_ends (ends);
      for (guint number = 0; number < 2; number++)
        {
          take (&ends[number], delay);
          give (&ends[number], &ends[1 - number]);
        }
    }
}
