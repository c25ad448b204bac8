package io.nearfar.servers;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;

/** Asks the application. */
final class ProbeClient {
  private static final Duration TIMEOUT = Duration.ofMinutes(1);

  /** Liberty keeps what has asked for an upgrade to HTTP/2, and with it the application. */
  private final HttpClient http =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  private final URI resources;

  ProbeClient(URI resources) {
    this.resources = resources;
  }

  /** Whether the application answers. */
  boolean isThere() {
    try {
      return send("providers", "GET").statusCode() == 200;
    } catch (IOException e) {
      return false; // no server
    }
  }

  /** The answer, without blanks around it. */
  String ask(String path) throws IOException {
    return send(path, "GET", 200).body().strip();
  }

  /** Puts nothing. */
  void put(String path) throws IOException {
    send(path, "PUT", 204);
  }

  /** Deletes. */
  void delete(String path) throws IOException {
    send(path, "DELETE", 204);
  }

  private HttpResponse<String> send(String path, String method, int status) throws IOException {
    HttpResponse<String> response = send(path, method);
    if (response.statusCode() != status) {
      throw new AssertionError(
          method + ' ' + path + ": " + response.statusCode() + ' ' + response.body());
    }
    return response;
  }

  private HttpResponse<String> send(String path, String method) throws IOException {
    HttpRequest request =
        HttpRequest.newBuilder(resources.resolve(path))
            .timeout(TIMEOUT)
            .method(method, HttpRequest.BodyPublishers.noBody())
            .build();
    try {
      return http.send(request, BodyHandlers.ofString());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }
}
