package io.nearfar.examples.catalogue;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.stream.Stream;
import javax.management.remote.JMXConnector;
import javax.management.remote.JMXConnectorFactory;
import javax.management.remote.JMXServiceURL;
import javax.security.auth.callback.Callback;
import javax.security.auth.callback.NameCallback;
import javax.security.auth.callback.PasswordCallback;
import javax.security.auth.callback.UnsupportedCallbackException;
import javax.security.sasl.RealmCallback;
import org.jboss.as.cli.CommandContext;
import org.jboss.as.cli.CommandContextFactory;
import org.jboss.as.cli.CommandLineException;
import org.jboss.as.cli.impl.CommandContextConfiguration;
import org.jboss.as.controller.client.ModelControllerClient;
import org.jboss.as.controller.client.ModelControllerClientConfiguration;
import org.jboss.as.controller.client.Operation;
import org.jboss.as.controller.client.OperationBuilder;
import org.jboss.as.controller.client.helpers.Operations;
import org.jboss.dmr.ModelNode;
import org.wildfly.core.launcher.Launcher;
import org.wildfly.core.launcher.StandaloneCommandBuilder;

/**
 * A WildFly of one's own: the server that the build provisioned, with a directory, ports on
 * 127.0.0.1 and a management user that exist for this run only. {@link #close} stops it.
 */
final class WildFlyServer implements AutoCloseable {

  /** What each server may take of the memory, as WildFly's own scripts have it. */
  static final String HEAP = "-Xmx512m";

  private static final String HOST = "127.0.0.1";
  private static final int HTTP_PORT = 8080;
  private static final int MANAGEMENT_PORT = 9990;
  private static final int HTTPS_PORT = 8443;
  private static final List<Integer> PORTS = List.of(HTTP_PORT, HTTPS_PORT, MANAGEMENT_PORT);
  private static final int START_ATTEMPTS = 3;
  private static final Duration START_TIMEOUT = Duration.ofMinutes(3);
  private static final Duration STOP_TIMEOUT = Duration.ofSeconds(30);
  private static final String USER = "test";

  private final Process process;
  private final Thread stopWithThisJvm;
  private final int portOffset;
  private final String password;
  private final Path base;
  private final Path log;
  private final ModelControllerClient client;

  private WildFlyServer(ServerOptions options, Path base, String password) throws IOException {
    this.password = password;
    this.portOffset = portOffset(options);
    this.base = base;
    this.log = base.resolve("console.log");
    this.process = launch(options, base);
    this.stopWithThisJvm = new Thread(process::destroyForcibly);
    Runtime.getRuntime().addShutdownHook(stopWithThisJvm);
    this.client =
        ModelControllerClient.Factory.create(
            new ModelControllerClientConfiguration.Builder()
                .setProtocol("remote+http")
                .setHostName(HOST)
                .setPort(MANAGEMENT_PORT + portOffset)
                .setHandler(this::authenticate)
                .build());
  }

  /** Starts a server and waits until it runs. */
  static WildFlyServer start(ServerOptions options) throws IOException {
    for (int attempt = 1; ; attempt++) {
      Path base = BuildOutput.work().resolve(options.name() + (attempt == 1 ? "" : "-" + attempt));
      String password = newBaseDirectory(base);
      if (options.databaseUrl() != null) {
        useDatabase(base, options.databaseUrl());
      }
      WildFlyServer server = new WildFlyServer(options, base, password);
      boolean started = false;
      try {
        await("WildFly to start, see " + server.log)
            .atMost(START_TIMEOUT)
            .pollInterval(Duration.ofMillis(200))
            .until(() -> !server.process.isAlive() || server.isRunning());
        started = server.process.isAlive();
      } finally {
        if (!started) {
          server.close();
        }
      }
      if (started) {
        if (options.forgetful()) {
          server.letIdleWorkersEnd();
        }
        return server;
      }
      // Another process may have taken a port between the look and the start.
      if (attempt == START_ATTEMPTS) {
        throw new IllegalStateException("WildFly did not start, see " + server.log);
      }
    }
  }

  /** Where an application with a context root answers. */
  URI http(String contextRoot) {
    return URI.create("http://" + HOST + ":" + (HTTP_PORT + portOffset) + "/" + contextRoot + "/");
  }

  /** What the server prints. */
  Path log() {
    return log;
  }

  /** Connects to the platform MBean server, as jconsole would from another machine. */
  JMXConnector jmx() throws IOException {
    JMXServiceURL url =
        new JMXServiceURL(
            "service:jmx:remote+http://" + HOST + ":" + (MANAGEMENT_PORT + portOffset));
    return JMXConnectorFactory.connect(
        url, Map.of(JMXConnector.CREDENTIALS, new String[] {USER, password}));
  }

  /** Where it looks for its data, such as directories of libraries. */
  Path data() {
    return base.resolve("data");
  }

  /** Runs lines of the command line interface, as {@code jboss-cli.sh} does. */
  void runCommands(List<String> lines) {
    CommandContext commands = null;
    try {
      commands =
          CommandContextFactory.getInstance()
              .newCommandContext(
                  new CommandContextConfiguration.Builder()
                      .setController("remote+http://" + HOST + ":" + (MANAGEMENT_PORT + portOffset))
                      .setUsername(USER)
                      .setPassword(password.toCharArray())
                      .build());
      commands.connectController();
      for (String line : lines) {
        commands.handle(line);
      }
    } catch (CommandLineException e) {
      throw new IllegalStateException(lines + ", see " + log, e);
    } finally {
      if (commands != null) {
        commands.terminateSession();
      }
    }
  }

  void deploy(Path archive) {
    ModelNode add = Operations.createAddOperation(deployment(archive));
    add.get("content").get(0).get("input-stream-index").set(0);
    add.get("enabled").set(true);
    try (InputStream content = Files.newInputStream(archive)) {
      execute(OperationBuilder.create(add).addInputStream(content).build());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  void undeploy(Path archive) {
    execute(Operation.Factory.create(Operations.createOperation("undeploy", deployment(archive))));
    execute(Operation.Factory.create(Operations.createRemoveOperation(deployment(archive))));
  }

  /** Sets a system property in the running server, for what is deployed after that. */
  void setProperty(String name, String value) {
    ModelNode add = Operations.createAddOperation(property(name));
    add.get("value").set(value);
    execute(Operation.Factory.create(add));
  }

  /** Removes a system property that {@link #setProperty} has set. */
  void removeProperty(String name) {
    execute(Operation.Factory.create(Operations.createRemoveOperation(property(name))));
  }

  /** How long the server has kept a processor busy since it was started. */
  Duration processorTime() {
    return process.info().totalCpuDuration().orElseThrow();
  }

  /** Kills the server (SIGKILL) and waits for its end; still to be closed. */
  void kill() {
    process.destroyForcibly();
    process.onExit().join();
  }

  /** Waits until the server ends. */
  void awaitEnd() throws InterruptedException {
    process.waitFor();
  }

  /** Stops the server, at once if it does not stop by itself, and waits for its end. */
  @Override
  public void close() throws IOException {
    client.close();
    process.destroy();
    try {
      if (!process.waitFor(STOP_TIMEOUT.toSeconds(), TimeUnit.SECONDS)) {
        process.destroyForcibly().waitFor();
      }
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
    Runtime.getRuntime().removeShutdownHook(stopWithThisJvm);
  }

  private Process launch(ServerOptions options, Path base) throws IOException {
    StandaloneCommandBuilder command =
        StandaloneCommandBuilder.of(BuildOutput.wildFly())
            .setBaseDirectory(base)
            .addJavaOption(HEAP)
            .addServerArguments(
                "-Djboss.node.name=" + options.name(),
                "-Djboss.tx.node.id=" + options.name(),
                "-DCATALOGUE_REDIS=" + options.redisUrl(),
                "-Djboss.bind.address=" + HOST,
                "-Djboss.bind.address.management=" + HOST,
                "-Djboss.socket.binding.port-offset=" + portOffset);
    if (options.forgetful()) {
      // Soft references would keep the class loader of an application for a while.
      command.addJavaOption("-XX:SoftRefLRUPolicyMSPerMB=0");
    }
    return Launcher.of(command).setRedirectErrorStream(true).redirectOutput(log).launch();
  }

  private boolean isRunning() {
    try {
      ModelNode state =
          client.execute(
              Operations.createReadAttributeOperation(
                  new ModelNode().setEmptyList(), "server-state"));
      return Operations.isSuccessfulOutcome(state)
          && "running".equals(Operations.readResult(state).asString());
    } catch (IOException e) {
      return false; // not listening yet
    }
  }

  /**
   * Makes worker threads end when they have nothing to do. A waiting worker still holds its last
   * request on its stack, and with it the application that answered, undeployed or not.
   */
  private void letIdleWorkersEnd() {
    ModelNode worker = Operations.createAddress("subsystem", "io", "worker", "default");
    set(worker, "task-core-threads", 0);
    set(worker, "task-keepalive", 1);
  }

  private void set(ModelNode address, String attribute, int value) {
    execute(
        Operation.Factory.create(
            Operations.createWriteAttributeOperation(address, attribute, value)));
  }

  private void execute(Operation operation) {
    try {
      ModelNode outcome = client.execute(operation);
      if (!Operations.isSuccessfulOutcome(outcome)) {
        throw new IllegalStateException(
            Operations.getFailureDescription(outcome).asString() + ", see " + log);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void authenticate(Callback[] callbacks) throws UnsupportedCallbackException {
    for (Callback callback : callbacks) {
      if (callback instanceof NameCallback name) {
        name.setName(USER);
      } else if (callback instanceof PasswordCallback secret) {
        secret.setPassword(password.toCharArray());
      } else if (callback instanceof RealmCallback realm) {
        realm.setText(realm.getDefaultText());
      } else {
        throw new UnsupportedCallbackException(callback);
      }
    }
  }

  private static ModelNode deployment(Path archive) {
    return Operations.createAddress("deployment", archive.getFileName().toString());
  }

  private static ModelNode property(String name) {
    return Operations.createAddress("system-property", name);
  }

  /** Makes a fresh base directory with a management user; returns the user's password. */
  private static String newBaseDirectory(Path base) throws IOException {
    deleteRecursively(base);
    Files.createDirectories(base.resolve("deployments")); // The server would miss it.
    Path configuration = Files.createDirectories(base.resolve("configuration"));
    try (Stream<Path> files =
        Files.list(BuildOutput.wildFly().resolve("standalone/configuration"))) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        Files.copy(file, configuration.resolve(file.getFileName()));
      }
    }
    String password = HexFormat.of().formatHex(randomBytes());
    Files.writeString(
        configuration.resolve("mgmt-users.properties"),
        System.lineSeparator() + USER + "=" + md5(USER + ":ManagementRealm:" + password),
        StandardOpenOption.APPEND);
    return password;
  }

  /**
   * Points the datasource to a database, before the server starts: later it would take a reload.
   */
  private static void useDatabase(Path base, String url) throws IOException {
    Path file = base.resolve("configuration/standalone.xml");
    String own = Files.readString(file);
    String shared =
        own.replaceFirst(
            "<connection-url>jdbc:h2:[^<]*", Matcher.quoteReplacement("<connection-url>" + url));
    if (shared.equals(own)) {
      throw new IllegalStateException("No datasource with H2 in " + file);
    }
    Files.writeString(file, shared);
  }

  private static byte[] randomBytes() {
    byte[] bytes = new byte[16];
    new SecureRandom().nextBytes(bytes);
    return bytes;
  }

  private static String md5(String text) {
    try {
      return HexFormat.of()
          .formatHex(
              MessageDigest.getInstance("MD5").digest(text.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError("Every JDK has MD5", e);
    }
  }

  private static void deleteRecursively(Path directory) throws IOException {
    if (Files.exists(directory)) {
      try (Stream<Path> paths = Files.walk(directory)) {
        for (Path path : paths.sorted(Comparator.reverseOrder()).toList()) {
          Files.delete(path);
        }
      }
    }
  }

  private static int portOffset(ServerOptions options) {
    if (options.portOffset().isEmpty()) {
      return freePortOffset();
    }
    int offset = options.portOffset().getAsInt();
    if (!isFreePortOffset(offset)) {
      throw new IllegalStateException(
          "One of the ports "
              + PORTS.stream().map(port -> port + offset).toList()
              + " on "
              + HOST
              + " is taken. Choose others with -Dcatalogue.port-offset=1000");
    }
    return offset;
  }

  /** An offset at which every port of the server is free, below the ports of outgoing traffic. */
  private static int freePortOffset() {
    return new Random()
        .ints(1_000, 20_000)
        .limit(1_000)
        .filter(WildFlyServer::isFreePortOffset)
        .findFirst()
        .orElseThrow(() -> new IllegalStateException("No free ports found on " + HOST));
  }

  private static boolean isFreePortOffset(int offset) {
    return PORTS.stream().allMatch(port -> isFree(port + offset));
  }

  private static boolean isFree(int port) {
    try (ServerSocket socket = new ServerSocket()) {
      socket.bind(new InetSocketAddress(InetAddress.getByName(HOST), port));
      return true;
    } catch (IOException e) {
      return false;
    }
  }
}
