package io.nearfar.examples.catalogue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.nearfar.testing.RedisServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** What the guide for beginners shows can be pasted, and prints what the guide says. */
@ExtendWith(WildFlyExtension.class)
class GettingStartedIT {
  /** For a JVM that starts on a busy machine; a test that fails needs it, no other. */
  private static final Duration PATIENCE = Duration.ofMinutes(2);

  private final RedisServer redis;
  private final WildFlyServer server;
  @TempDir Path directory;

  GettingStartedIT(RedisServer redis, WildFlyServer server) {
    this.redis = redis;
    this.server = server;
  }

  private void runToItsEnd(GuideProject project, Path output, String... mainAndArguments)
      throws Exception {
    Process process = project.run(redis, output, mainAndArguments);
    try {
      assertThat(process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();
      assertThat(process.exitValue()).isZero();
    } finally {
      process.destroyForcibly();
    }
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void oneJvm_loadsOnce() throws Exception {
    Guide guide = Guide.section(1);
    GuideProject shop = GuideProject.build(directory, guide);
    Path output = directory.resolve("output");

    runToItsEnd(shop, output, "shop.Shop");

    assertThat(output).hasContent(guide.outputs().get(0));
  }

  @Test
  void twoJvms_seeTheSamePrice() throws Exception {
    Guide guide = Guide.section(2);
    List<String> lines = guide.outputs().get(0).lines().toList();
    GuideProject shop = GuideProject.build(directory, Guide.section(1), guide);
    Path seen = directory.resolve("seen");

    Process watching = shop.run(redis, seen, "shop.Prices");
    try {
      await()
          .atMost(PATIENCE)
          .until(() -> read(seen).lines().toList(), lines.subList(0, 1)::equals);
      runToItsEnd(shop, directory.resolve("set"), "shop.Prices", "990");
      await().atMost(PATIENCE).until(() -> read(seen).lines().toList(), lines::equals);
    } finally {
      watching.destroyForcibly().waitFor();
    }
  }

  @Test
  void war_worksOnWildFly() throws Exception {
    Guide guide = Guide.section(3);
    Path war = GuideProject.build(directory, guide).war("shop.war", redis);

    server.deploy(war);
    try {
      CatalogueClient client = new CatalogueClient(server, "shop");
      String first = client.read("api/products/4711");
      String second = client.read("api/products/4711");
      assertThat(client.put("api/products/4711?cents=990", "").statusCode()).isEqualTo(204);
      String third = client.read("api/products/4711");
      assertThat(first + second + third).isEqualTo(guide.outputs().get(0));
    } finally {
      server.undeploy(war);
    }
  }
}
