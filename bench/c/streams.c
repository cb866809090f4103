/* streams PORT COUNT: holds COUNT event streams of /-/updates open and tells when each gets its next event.

   Says "open" once every stream has had its first event. For each line on standard input it says "watching", waits
   until every stream has had one event more, at most 10 s, and prints the moments (CLOCK_MONOTONIC, seconds) in a line.
   Connections come from 127.0.1.1 and the 199 addresses after it. */
#define _GNU_SOURCE
#include <arpa/inet.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/socket.h>
#include <time.h>
#include <unistd.h>

enum { ADDRESSES = 200, OPENING = 128 };

static int poll_fd, count, told;
static struct stream {
    int fd;
    int inside; /* an event has begun and its empty line has not come */
    double moment;
} *streams;

static void fail(const char *what) {
    perror(what);
    exit(1);
}

static double now(void) {
    struct timespec time;
    clock_gettime(CLOCK_MONOTONIC, &time);
    return time.tv_sec + time.tv_nsec / 1e9;
}

static void open_stream(int number, int port) {
    static const char request[] =
        "GET /-/updates HTTP/1.1\r\nHost: bench.example\r\nAccept: text/event-stream\r\n\r\n";
    struct sockaddr_in from = {.sin_family = AF_INET}, to = {.sin_family = AF_INET, .sin_port = htons(port)};
    int fd = socket(AF_INET, SOCK_STREAM, 0), one = 1;
    from.sin_addr.s_addr = htonl(0x7f000101 + number % ADDRESSES);
    to.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    /* The port is chosen at connect, so that each address has all of them. */
    setsockopt(fd, IPPROTO_IP, IP_BIND_ADDRESS_NO_PORT, &one, sizeof one);
    if (fd < 0 || bind(fd, (struct sockaddr *)&from, sizeof from) < 0) fail("bind");
    if (connect(fd, (struct sockaddr *)&to, sizeof to) < 0) fail("connect");
    if (write(fd, request, sizeof request - 1) < 0) fail("write");
    streams[number].fd = fd;
    struct epoll_event event = {.events = EPOLLIN, .data.u32 = number};
    if (epoll_ctl(poll_fd, EPOLL_CTL_ADD, fd, &event) < 0) fail("epoll_ctl");
}

/* Notes the end of an event; heartbeats are comments and end none. */
static void receive(struct stream *stream) {
    char bytes[65536];
    ssize_t size = read(stream->fd, bytes, sizeof bytes);
    if (size <= 0) {
        fprintf(stderr, "a stream ended\n");
        exit(1);
    }
    if (memmem(bytes, size, "event: updates", 14)) stream->inside = 1;
    /* In a chunk of its own an event ends with an empty line and the end of the chunk. */
    if (stream->inside && size >= 4 && memmem(bytes + size - 4, 4, "\n\n", 2)) {
        stream->inside = 0;
        if (stream->moment == 0) {
            stream->moment = now();
            told++;
        }
    }
}

static void wait_until(int wanted, double end) {
    struct epoll_event events[256];
    while (told < wanted && now() < end) {
        int ready = epoll_wait(poll_fd, events, 256, 100);
        for (int k = 0; k < ready; k++) receive(&streams[events[k].data.u32]);
    }
}

/* Reads what lies there, so that a watch begins with nothing outstanding. */
static void settle(void) {
    struct epoll_event events[256];
    int ready;
    while ((ready = epoll_wait(poll_fd, events, 256, 50)) > 0)
        for (int k = 0; k < ready; k++) receive(&streams[events[k].data.u32]);
    told = 0;
    for (int k = 0; k < count; k++) streams[k].moment = 0;
}

int main(int words_count, char **words) {
    char line[64];
    if (words_count != 3) return 64;
    int port = atoi(words[1]);
    count = atoi(words[2]);
    streams = calloc(count, sizeof *streams);
    poll_fd = epoll_create1(0);
    for (int number = 0; number < count; number++) {
        open_stream(number, port);
        /* No more at once than the server's queue of connections holds. */
        if (number >= OPENING) wait_until(number - OPENING, now() + 10);
    }
    wait_until(count, now() + 30);
    if (told < count) {
        printf("only %d of %d\n", told, count);
        return 1;
    }
    puts("open");
    fflush(stdout);
    while (fgets(line, sizeof line, stdin)) {
        settle();
        puts("watching");
        fflush(stdout);
        wait_until(count, now() + 10);
        for (int k = 0; k < count; k++)
            if (streams[k].moment > 0) printf("%.6f ", streams[k].moment);
        puts("");
        fflush(stdout);
    }
    return 0;
}
