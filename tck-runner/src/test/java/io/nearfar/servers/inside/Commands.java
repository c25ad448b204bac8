package io.nearfar.servers.inside;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;

/**
 * Reads {@code deploy <name> <file>} and {@code undeploy <name>}, a line each, until there is no
 * more. What fails is printed, and the next one is read.
 */
final class Commands {

  /** What a server does on command. */
  interface Server {
    /** Returns when the application runs. */
    void deploy(String name, File archive) throws Exception;

    /** Returns when the application has ended. */
    void undeploy(String name) throws Exception;
  }

  private Commands() {}

  static void follow(Server server) throws IOException {
    BufferedReader lines =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    for (String line = lines.readLine(); line != null; line = lines.readLine()) {
      String[] words = line.split(" ", 3);
      try {
        switch (words[0]) {
          case "deploy" -> server.deploy(words[1], new File(words[2]));
          case "undeploy" -> server.undeploy(words[1]);
          default -> throw new IllegalArgumentException("Unknown: " + line);
        }
        System.out.println("Done: " + line);
      } catch (Exception | LinkageError e) {
        System.out.println("Failed: " + line);
        e.printStackTrace(System.out);
      }
    }
  }
}
