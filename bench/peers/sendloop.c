/* The limit: one thread, epoll, and a bare loop of send() over all clients. Each POST's body goes to
 * every WebSocket client in one unmasked text frame. No log, no disk, no library; it does as much of
 * HTTP and WebSocket as the bench's own clients need, and what a slow client cannot take is lost. */
#define _GNU_SOURCE
#include <arpa/inet.h>
#include <errno.h>
#include <fcntl.h>
#include <netinet/tcp.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/socket.h>
#include <unistd.h>

#define CLIENTS_MAX 32768
#define REQUEST_MAX 65536

static const char UPGRADED[] =
    "HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
    "Sec-WebSocket-Accept: s3pPLMBiTxaQ9kYGzzhZRbK+xOo=\r\n\r\n";
static const char CREATED[] = "HTTP/1.1 201 Created\r\nContent-Length: 2\r\n\r\n{}";

static int clients[CLIENTS_MAX];
static int client_count;

static void fail(const char *what) {
  perror(what);
  exit(1);
}

static void broadcast(const char *body, size_t length) {
  unsigned char frame[REQUEST_MAX + 4];
  size_t head = 2;
  frame[0] = 0x81;
  if (length < 126) {
    frame[1] = (unsigned char)length;
  } else {
    frame[1] = 126;
    frame[2] = (unsigned char)(length >> 8);
    frame[3] = (unsigned char)length;
    head = 4;
  }
  memcpy(frame + head, body, length);
  for (int i = 0; i < client_count; i++) {
    send(clients[i], frame, head + length, MSG_DONTWAIT | MSG_NOSIGNAL);
  }
}

/* One request, which is taken to arrive whole. Closes the connection at its end. */
static void serve(int socket) {
  static char request[REQUEST_MAX + 1];
  ssize_t length = recv(socket, request, REQUEST_MAX, 0);
  if (length <= 0) {
    if (length == 0 || errno != EAGAIN) {
      for (int i = 0; i < client_count; i++) {
        if (clients[i] == socket) clients[i] = clients[--client_count];
      }
      close(socket);
    }
    return;
  }
  request[length] = 0;
  char *body = strstr(request, "\r\n\r\n");
  if (strncmp(request, "GET", 3) == 0 && client_count < CLIENTS_MAX) {
    clients[client_count++] = socket;
    send(socket, UPGRADED, sizeof UPGRADED - 1, MSG_NOSIGNAL);
  } else if (strncmp(request, "POST", 4) == 0 && body != NULL) {
    broadcast(body + 4, (size_t)(request + length - (body + 4)));
    send(socket, CREATED, sizeof CREATED - 1, MSG_NOSIGNAL);
  }
}

int main(void) {
  int listener = socket(AF_INET, SOCK_STREAM | SOCK_NONBLOCK, 0);
  struct sockaddr_in address = {.sin_family = AF_INET};
  socklen_t size = sizeof address;
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  if (bind(listener, (struct sockaddr *)&address, size) < 0) fail("bind");
  if (listen(listener, 4096) < 0) fail("listen");
  getsockname(listener, (struct sockaddr *)&address, &size);
  printf("ready at http://127.0.0.1:%d\n", ntohs(address.sin_port));
  fflush(stdout);
  int loop = epoll_create1(0);
  struct epoll_event event = {.events = EPOLLIN, .data.fd = listener};
  epoll_ctl(loop, EPOLL_CTL_ADD, listener, &event);
  for (;;) {
    struct epoll_event events[256];
    int count = epoll_wait(loop, events, 256, -1);
    for (int i = 0; i < count; i++) {
      if (events[i].data.fd != listener) {
        serve(events[i].data.fd);
        continue;
      }
      int socket = accept4(listener, NULL, NULL, SOCK_NONBLOCK);
      if (socket < 0) continue;
      int yes = 1;
      setsockopt(socket, IPPROTO_TCP, TCP_NODELAY, &yes, sizeof yes);
      struct epoll_event added = {.events = EPOLLIN, .data.fd = socket};
      epoll_ctl(loop, EPOLL_CTL_ADD, socket, &added);
    }
  }
}
