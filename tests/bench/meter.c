/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * meter FILE COMMAND…: runs a command and writes to FILE what it took: seconds
 * by the clock, seconds of processor time, the most memory at once in KiB. All
 * with the processes that it waited for.
 *
 * A process inherits the peak of whom it was started from, so that has to be
 * small.
 */

#include <stdio.h>
#include <stdlib.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

static double
now (void)
{
  struct timespec time;

  clock_gettime (CLOCK_MONOTONIC, &time);
  return time.tv_sec + time.tv_nsec / 1e9;
}

static double
seconds (struct timeval time)
{
  return time.tv_sec + time.tv_usec / 1e6;
}

int
main (int argc, char **argv)
{
  struct rusage usage;
  double began = now ();
  FILE *file;
  pid_t child;
  int status;

  if (argc < 3)
    return EXIT_FAILURE;
  child = fork ();
  if (child == 0)
    {
      execvp (argv[2], argv + 2);
      perror (argv[2]);
      _exit (127);
    }
  if (child < 0 || wait4 (child, &status, 0, &usage) != child)
    return EXIT_FAILURE;
  file = fopen (argv[1], "w");
  if (file == NULL)
    return EXIT_FAILURE;
  fprintf (file,
           "%.6f %.6f %ld\n",
           now () - began,
           seconds (usage.ru_utime) + seconds (usage.ru_stime),
           usage.ru_maxrss);
  if (fclose (file) != 0)
    return EXIT_FAILURE;
  return WIFEXITED (status) ? WEXITSTATUS (status) : 128 + WTERMSIG (status);
}
