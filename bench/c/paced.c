/* paced PORT PATH CONNECTIONS RATE SECONDS: asks for one page at a steady rate, and tells how long the answers took.

   A request counts from the moment when it was due, not from when it could be sent: a server that stalls is charged for
   all who would have waited. Prints the seconds of each answer, one a line. */
#define _GNU_SOURCE
#include <arpa/inet.h>
#include <netinet/tcp.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/socket.h>
#include <time.h>
#include <unistd.h>

static struct connection {
    int fd;
    int busy;
    double due; /* of the request that is under way, or of the next */
    size_t size;
    char head[65536];
    size_t left; /* bytes of the body that are still to come; meaningful once the head is whole */
    int whole_head;
} *connections;

static char request[4096];
static double *taken;
static size_t answers, most;

static void fail(const char *what) {
    perror(what);
    exit(1);
}

static double now(void) {
    struct timespec time;
    clock_gettime(CLOCK_MONOTONIC, &time);
    return time.tv_sec + time.tv_nsec / 1e9;
}

static void ask(struct connection *connection) {
    connection->busy = 1;
    connection->size = connection->whole_head = 0;
    if (write(connection->fd, request, strlen(request)) < 0) fail("write");
}

/* Reads what has come; 1 once the answer is whole. */
static int receive(struct connection *connection) {
    if (!connection->whole_head) {
        char *head = connection->head;
        ssize_t size = read(connection->fd, head + connection->size, sizeof connection->head - 1 - connection->size);
        if (size <= 0) fail("the server closed a connection");
        connection->size += size;
        head[connection->size] = 0;
        char *end = strstr(head, "\r\n\r\n");
        if (!end) return 0;
        if (strncmp(head, "HTTP/1.1 200", 12)) fail("an answer was no page");
        char *length = strcasestr(head, "\r\ncontent-length:");
        if (!length || length > end) fail("an answer told no length");
        size_t body = connection->size - (end + 4 - head), all = strtoul(length + 17, NULL, 10);
        connection->left = all - body;
        connection->whole_head = 1;
    } else {
        char bytes[65536];
        ssize_t size = read(connection->fd, bytes, sizeof bytes);
        if (size <= 0) fail("the server closed a connection");
        connection->left -= size;
    }
    return connection->left == 0;
}

int main(int count, char **words) {
    if (count != 6) return 2;
    int port = atoi(words[1]), number = atoi(words[3]), poll_fd = epoll_create1(0), one = 1;
    double rate = atof(words[4]), seconds = atof(words[5]), period = number / rate;
    snprintf(request, sizeof request,
        "GET %s HTTP/1.1\r\nHost: bench.example\r\nAccept-Encoding: gzip\r\n\r\n", words[2]);
    connections = calloc(number, sizeof *connections);
    most = rate * seconds + number + 1;
    taken = calloc(most, sizeof *taken);
    for (int i = 0; i < number; i++) {
        struct sockaddr_in to = {.sin_family = AF_INET, .sin_port = htons(port)};
        to.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
        int fd = connections[i].fd = socket(AF_INET, SOCK_STREAM, 0);
        if (fd < 0 || connect(fd, (struct sockaddr *)&to, sizeof to) < 0) fail("connect");
        setsockopt(fd, IPPROTO_TCP, TCP_NODELAY, &one, sizeof one);
        struct epoll_event event = {.events = EPOLLIN, .data.u32 = i};
        if (epoll_ctl(poll_fd, EPOLL_CTL_ADD, fd, &event) < 0) fail("epoll_ctl");
    }
    double begin = now(), end = begin + seconds;
    for (int i = 0; i < number; i++) connections[i].due = begin + i * period / number;
    while (now() < end) {
        double next = end;
        for (int i = 0; i < number; i++) {
            struct connection *connection = &connections[i];
            if (!connection->busy && connection->due <= now()) ask(connection);
            if (!connection->busy && connection->due < next) next = connection->due;
        }
        double wait = next - now();
        struct timespec time = {.tv_nsec = wait > 0 ? (wait < 0.5 ? wait : 0.5) * 1e9 : 0};
        struct epoll_event events[64];
        int ready = epoll_pwait2(poll_fd, events, 64, &time, NULL);
        for (int k = 0; k < ready; k++) {
            struct connection *connection = &connections[events[k].data.u32];
            if (!receive(connection)) continue;
            if (answers < most) taken[answers++] = now() - connection->due;
            connection->busy = 0;
            connection->due += period;
        }
    }
    for (size_t i = 0; i < answers; i++) printf("%.6f\n", taken[i]);
    return 0;
}
