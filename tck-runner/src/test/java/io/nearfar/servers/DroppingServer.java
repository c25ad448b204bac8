package io.nearfar.servers;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/**
 * A server that runs what lies in a directory.
 *
 * @param process its process
 * @param directory which it looks into, of the same file system as its parent directory
 * @param root where its applications are
 */
record DroppingServer(ServerProcess process, Path directory, URI root) implements AppServer {

  @Override
  public void deploy(Path war) throws IOException {
    // Moved into it, so that the server never sees half of it.
    Path copy = directory.resolveSibling(war.getFileName());
    Files.copy(war, copy, StandardCopyOption.REPLACE_EXISTING);
    Files.move(copy, directory.resolve(war.getFileName()), StandardCopyOption.ATOMIC_MOVE);
  }

  @Override
  public void undeploy(Path war) throws IOException {
    Files.delete(directory.resolve(war.getFileName()));
  }

  @Override
  public URI resources(Path war) {
    return root.resolve(AppServer.nameOf(war) + "/api/");
  }
}
