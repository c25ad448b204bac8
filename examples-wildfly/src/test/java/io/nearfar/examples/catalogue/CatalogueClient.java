package io.nearfar.examples.catalogue;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What a browser or curl would do. */
final class CatalogueClient {

  private static final Duration TIMEOUT = Duration.ofMinutes(1);
  private static final Pattern QUERIES = Pattern.compile("\"queries\":(\\d+)");

  private final HttpClient http = HttpClient.newHttpClient();
  private final URI root;

  CatalogueClient(WildFlyServer server) {
    this(server, "catalogue");
  }

  CatalogueClient(WildFlyServer server, String contextRoot) {
    this.root = server.http(contextRoot);
  }

  HttpResponse<String> get(String path) {
    return send(request(path).GET().build());
  }

  /** As the page of another server asks. */
  HttpResponse<String> getFrom(String origin, String path) {
    return send(request(path).header("Origin", origin).GET().build());
  }

  /** The body of a successful answer. */
  String read(String path) {
    HttpResponse<String> response = get(path);
    if (response.statusCode() != 200) {
      throw new AssertionError(path + ": " + response.statusCode() + " " + response.body());
    }
    return response.body();
  }

  HttpResponse<String> put(String path, String json) {
    return send(
        request(path)
            .header("Content-Type", "application/json")
            .PUT(BodyPublishers.ofString(json))
            .build());
  }

  HttpResponse<String> post(String path) {
    return send(request(path).POST(BodyPublishers.noBody()).build());
  }

  HttpResponse<String> delete(String path) {
    return send(request(path).DELETE().build());
  }

  /** How many database queries of this server an action costs. */
  long queriesOf(Runnable action) {
    long before = queries();
    action.run();
    return queries() - before;
  }

  private long queries() {
    Matcher matcher = QUERIES.matcher(read("api/catalogue/queries"));
    if (!matcher.find()) {
      throw new AssertionError("No number of queries");
    }
    return Long.parseLong(matcher.group(1));
  }

  private HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(root.resolve(path)).timeout(TIMEOUT);
  }

  private HttpResponse<String> send(HttpRequest request) {
    try {
      return http.send(request, BodyHandlers.ofString());
    } catch (IOException e) {
      throw new AssertionError(request.uri().toString(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError(e);
    }
  }
}
