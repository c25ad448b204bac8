package io.nearfar.examples.catalogue;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * The page of a server under an address of its own, with a script behind it that uses it as a
 * visitor does. All that the page asks for is asked of the server.
 */
final class ScriptedPage implements AutoCloseable {

  /** Waits until the page can be used; what it defines is there for the script behind it. */
  static final String READY =
      """
      const text = id => document.getElementById(id).textContent;
      const until = async condition => {
        while (!condition()) {
          await new Promise(resolve => setTimeout(resolve, 20));
        }
      };
      await until(() => text("nodes") !== "");
      """;

  private static final String ROOT = "/catalogue/";

  /**
   * Not asking for HTTP/2: the server would remember the first request as long as it is connected.
   */
  private final HttpClient client =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final HttpServer http;
  private final URI server;
  private final String script;

  private ScriptedPage(HttpServer http, URI server, String script) {
    this.http = http;
    this.server = server;
    this.script = script;
  }

  /** Serves the page until it is closed. */
  static ScriptedPage of(URI server, String script) throws IOException {
    HttpServer http =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    ScriptedPage page = new ScriptedPage(http, server, script);
    http.createContext(ROOT, page::answer);
    http.setExecutor(page.threads);
    http.start();
    return page;
  }

  /** Where it is. */
  URI address() {
    return URI.create("http://127.0.0.1:" + http.getAddress().getPort() + ROOT);
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      URI wanted = exchange.getRequestURI();
      String path = wanted.toString().substring(ROOT.length());
      HttpRequest.Builder request =
          HttpRequest.newBuilder(server.resolve(path))
              .method(
                  exchange.getRequestMethod(),
                  BodyPublishers.ofByteArray(exchange.getRequestBody().readAllBytes()));
      String type = exchange.getRequestHeaders().getFirst("Content-Type");
      if (type != null) {
        request.header("Content-Type", type);
      }
      HttpResponse<byte[]> answer = client.send(request.build(), BodyHandlers.ofByteArray());
      byte[] body = path.isEmpty() ? scripted(answer.body()) : answer.body();
      answer
          .headers()
          .firstValue("Content-Type")
          .ifPresent(value -> exchange.getResponseHeaders().set("Content-Type", value));
      exchange.sendResponseHeaders(answer.statusCode(), body.length == 0 ? -1 : body.length);
      exchange.getResponseBody().write(body);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException(e);
    }
  }

  private byte[] scripted(byte[] page) {
    String text = new String(page, StandardCharsets.UTF_8);
    String with = "<script type=\"module\">" + script + "</script></body>";
    return text.replace("</body>", with).getBytes(StandardCharsets.UTF_8);
  }

  @Override
  public void close() {
    http.stop(0);
    threads.shutdownNow();
  }
}
