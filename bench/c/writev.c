/* writev PORT FILE: answers every request on PORT with the bytes of FILE, head and body in one writev each time.

   Two threads with an epoll each. A request is whatever one read brings, as wrk sends the next one only after the
   answer to the last. It measures what the kernel takes for the transport alone. */
#define _GNU_SOURCE
#include <arpa/inet.h>
#include <fcntl.h>
#include <netinet/tcp.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/uio.h>
#include <unistd.h>

static struct iovec parts[2];
static size_t size;
static int port;

static void fail(const char *what) {
    perror(what);
    exit(1);
}

static int listener(void) {
    int one = 1, fd = socket(AF_INET, SOCK_STREAM, 0);
    struct sockaddr_in address = {.sin_family = AF_INET, .sin_port = htons(port)};
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    /* Each thread has a socket of its own, and the kernel deals the connections out. */
    setsockopt(fd, SOL_SOCKET, SO_REUSEPORT, &one, sizeof one);
    if (bind(fd, (struct sockaddr *)&address, sizeof address) < 0) fail("bind");
    if (listen(fd, 1024) < 0) fail("listen");
    return fd;
}

static void add(int poll, int fd) {
    struct epoll_event event = {.events = EPOLLIN, .data.fd = fd};
    if (epoll_ctl(poll, EPOLL_CTL_ADD, fd, &event) < 0) fail("epoll_ctl");
}

static void answer(int fd) {
    char request[16384];
    /* A loopback socket takes an answer of some KiB whole; a connection for which it does not is given up. */
    if (read(fd, request, sizeof request) <= 0 || writev(fd, parts, 2) != (ssize_t)size) close(fd);
}

static void *serve(void *unused) {
    (void)unused;
    int one = 1, accepting = listener(), poll = epoll_create1(0);
    struct epoll_event events[64];
    add(poll, accepting);
    for (;;) {
        int count = epoll_wait(poll, events, 64, -1);
        for (int k = 0; k < count; k++) {
            if (events[k].data.fd != accepting) {
                answer(events[k].data.fd);
                continue;
            }
            int fd = accept4(accepting, NULL, NULL, SOCK_NONBLOCK);
            if (fd < 0) continue;
            setsockopt(fd, IPPROTO_TCP, TCP_NODELAY, &one, sizeof one);
            add(poll, fd);
        }
    }
    return NULL;
}

int main(int count, char **words) {
    if (count != 3) return 64;
    port = atoi(words[1]);
    int file = open(words[2], O_RDONLY);
    struct stat about;
    if (file < 0 || fstat(file, &about) < 0) fail(words[2]);
    size = about.st_size;
    char *bytes = malloc(size + 1);
    if (read(file, bytes, size) != (ssize_t)size) fail("read");
    bytes[size] = 0;
    char *end = strstr(bytes, "\r\n\r\n");
    if (end == NULL) return 65;
    size_t head = end + 4 - bytes;
    parts[0] = (struct iovec){bytes, head};
    parts[1] = (struct iovec){bytes + head, size - head};
    pthread_t thread;
    if (pthread_create(&thread, NULL, serve, NULL) != 0) fail("pthread_create");
    serve(NULL);
}
