package io.nearfar.examples.catalogue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What two servers read while one of them has a transaction open that changes it, and after its
 * end. The application is {@code io.nearfar.examples.rows}; each test has rows of its own.
 */
class TransactionsIT {

  private static final Duration WITHIN = Duration.ofMinutes(1);

  private static TwoServers servers;
  private static CatalogueClient a;
  private static CatalogueClient b;

  @BeforeAll
  static void start(@TempDir Path directory) throws IOException {
    servers = TwoServers.start("transactions", new Archives(directory).rows());
    a = servers.a("rows");
    b = servers.b("rows");
  }

  @AfterAll
  static void stop() throws IOException {
    if (servers != null) {
      servers.close();
    }
  }

  /** Begins a transaction on A, and waits until it has done its work and is about to end. */
  private static CompletableFuture<HttpResponse<String>> begin(String path, String text) {
    CompletableFuture<HttpResponse<String>> ended =
        CompletableFuture.supplyAsync(() -> a.put(path, text));
    assertThat(a.read("api/gate")).isEqualTo("here");
    return ended;
  }

  private static void commit(CompletableFuture<HttpResponse<String>> transaction) {
    order(a, "commit");
    assertThat(transaction.join().statusCode()).isEqualTo(204);
  }

  private static void rollBack(CompletableFuture<HttpResponse<String>> transaction) {
    order(a, "rollback");
    assertThat(transaction.join().statusCode()).isEqualTo(409);
  }

  private static void order(CatalogueClient client, String order) {
    assertThat(client.put("api/gate", order).statusCode()).isEqualTo(204);
  }

  /** A row with the text "old", cached on both servers. */
  private static String cached(String id) {
    String row = written(id);
    assertThat(b.read(row)).isEqualTo("old queried");
    assertThat(a.read(row)).isEqualTo("old cached");
    assertThat(b.read(row)).isEqualTo("old cached");
    return row;
  }

  /** A row with the text "old" that nobody has read. */
  private static String written(String id) {
    String row = "api/rows/" + id;
    commit(begin(row, "old"));
    return row;
  }

  /** From a moment on, each read of the old text costs a query: nothing is served or stored. */
  private static void assertHeld(CatalogueClient client, String row) {
    await("the server to hear of the change")
        .atMost(WITHIN)
        .until(() -> client.read(row).equals("old queried"));
    assertThat(client.read(row)).isEqualTo("old queried");
    assertThat(client.read(row)).isEqualTo("old queried");
  }

  @Test
  void openTransaction_nobodyCachesTheOldRow_afterTheCommitAllReadTheNewOne() {
    String row = cached("committed");
    CompletableFuture<HttpResponse<String>> transaction = begin(row, "new");
    assertHeld(b, row);
    assertHeld(a, row);

    commit(transaction);

    assertThat(b.read(row)).isEqualTo("new queried");
    assertThat(b.read(row)).isEqualTo("new cached");
    assertThat(a.read(row)).isEqualTo("new cached");
  }

  @Test
  void rolledBack_cachesStayWarm() {
    String row = cached("rolled-back");

    rollBack(begin(row, "new"));

    for (CatalogueClient client : List.of(a, b)) {
      assertThat(client.read(row)).isEqualTo("old cached");
    }
  }

  @Test
  void rolledBack_whatWasReadMeanwhile_isCachedAgain() {
    String row = cached("read-meanwhile");
    CompletableFuture<HttpResponse<String>> transaction = begin(row, "new");
    assertHeld(b, row);

    rollBack(transaction);

    assertCachedAgain(row);
  }

  /** A load in between may have taken the place of the entry: the first read may be a query. */
  private static void assertCachedAgain(String row) {
    assertThat(b.read(row)).startsWith("old ");
    for (CatalogueClient client : List.of(a, b)) {
      assertThat(client.read(row)).isEqualTo("old cached");
    }
  }

  /** A reader that has found the old row before the change began, and is slow to store it. */
  @Test
  void readUnderWay_isNotStoredAfterTheCommit() {
    String row = written("under-way");
    CompletableFuture<String> slow =
        CompletableFuture.supplyAsync(() -> b.read(row + "?slow=true"));
    assertThat(b.read("api/gate")).isEqualTo("here");

    commit(begin(row, "new"));
    order(b, "go on");

    assertThat(slow.join()).isEqualTo("old queried");
    assertThat(b.read(row)).isEqualTo("new queried");
    assertThat(a.read(row)).isEqualTo("new cached");
  }

  /** The same, with the old row found and stored while the transaction is open. */
  @Test
  void readBetweenWriteAndCommit_isNotStoredAfterTheCommit() {
    String row = written("between");
    CompletableFuture<HttpResponse<String>> transaction = begin(row, "new");
    CompletableFuture<String> slow =
        CompletableFuture.supplyAsync(() -> b.read(row + "?slow=true"));
    assertThat(b.read("api/gate")).isEqualTo("here");

    commit(transaction);
    order(b, "go on");

    assertThat(slow.join()).isEqualTo("old queried");
    assertThat(b.read(row)).isEqualTo("new queried");
    assertThat(a.read(row)).isEqualTo("new cached");
  }

  @Test
  void requiresNew_isSeenAfterItsOwnCommit_whateverBecomesOfTheOther() {
    String outer = cached("outer");
    String inner = cached("inner");
    CompletableFuture<HttpResponse<String>> transaction = begin(outer + "/around/inner", "new");
    await("the server to hear of the inner change")
        .atMost(WITHIN)
        .until(() -> b.read(inner).startsWith("new"));
    assertThat(b.read(inner)).isEqualTo("new cached");
    assertHeld(b, outer);

    rollBack(transaction);

    for (CatalogueClient client : List.of(a, b)) {
      assertThat(client.read(inner)).isEqualTo("new cached");
    }
    assertCachedAgain(outer);
  }

  /** WildFly takes no synchronization of such a transaction, and does not say so. */
  @Test
  void markedForRollback_holdsNothing() {
    String row = cached("in-vain");
    CompletableFuture<HttpResponse<String>> transaction = begin(row + "/in-vain", "new");
    assertThat(b.read(row)).isEqualTo("old cached");

    order(a, "commit");
    transaction.join();

    for (CatalogueClient client : List.of(a, b)) {
      assertThat(client.read(row)).isEqualTo("old cached");
    }
  }
}
