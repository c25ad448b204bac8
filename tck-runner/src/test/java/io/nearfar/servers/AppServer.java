package io.nearfar.servers;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;

/** An application server that runs, on 127.0.0.1 and ports of its own. Closing it stops it. */
interface AppServer extends AutoCloseable {

  /** Hands an archive over; the application answers some time later. */
  void deploy(Path war) throws IOException;

  /** Takes an application back; it ends some time later. */
  void undeploy(Path war) throws IOException;

  /** Where the resources of an application are. */
  URI resources(Path war);

  /** The process of the server. */
  ServerProcess process();

  @Override
  default void close() {
    process().close();
  }

  /** What an application of an archive is called. */
  static String nameOf(Path war) {
    return war.getFileName().toString().replace(".war", "");
  }
}
