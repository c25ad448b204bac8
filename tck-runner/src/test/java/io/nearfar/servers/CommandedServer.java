package io.nearfar.servers;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;

/**
 * A server with a main class of {@code io.nearfar.servers.inside}.
 *
 * @param process its process
 * @param root where its applications are
 * @param resources where their resources are, below the root; {@code %s} is the application's name
 */
record CommandedServer(ServerProcess process, URI root, String resources) implements AppServer {

  /** A server whose applications are below their names. */
  CommandedServer(ServerProcess process, URI root) {
    this(process, root, "%s/api/");
  }

  @Override
  public void deploy(Path war) throws IOException {
    process.say("deploy " + AppServer.nameOf(war) + ' ' + war);
  }

  @Override
  public void undeploy(Path war) throws IOException {
    process.say("undeploy " + AppServer.nameOf(war));
  }

  @Override
  public URI resources(Path war) {
    return root.resolve(resources.formatted(AppServer.nameOf(war)));
  }
}
