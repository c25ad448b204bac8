package io.nearfar.internal.far.embedded;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.security.AccessController;
import java.security.PrivilegedAction;
import org.jspecify.annotations.Nullable;

/**
 * A temporary directory that only its owner can enter, and that is gone after {@link #close()} or
 * when the JVM ends. Thread-safe.
 *
 * <p>Until it is closed the JVM's list of shutdown hooks refers to it, and through it to the class
 * loader of Nearfar; afterwards nothing does.
 */
public final class PrivateDirectory implements AutoCloseable {
  private final Path path;
  private final Runnable before;
  private final Thread hook;

  /** Here, so that its class is loaded: at the end of the JVM our class loader may be closed. */
  private final Deletion deletion = new Deletion();

  private PrivateDirectory(Path path, Runnable before) {
    this.path = path;
    this.before = before;
    hook = hook(this::remove);
  }

  /**
   * Makes one.
   *
   * @param before what to do before it is deleted: ends whoever writes to it. Runs at most twice,
   *     must not block for long
   * @throws IllegalStateException if there is no room for it
   */
  public static PrivateDirectory create(Runnable before) {
    PrivateDirectory directory;
    try {
      // Java makes temporary directories with mode 0700.
      directory = new PrivateDirectory(Files.createTempDirectory("nearfar-redis-"), before);
    } catch (IOException e) {
      throw EmbeddedRedisMessages.noDirectory(e);
    }
    Runtime.getRuntime().addShutdownHook(directory.hook);
    return directory;
  }

  /** Where it is. */
  public Path path() {
    return path;
  }

  /** Deletes it with all that it holds. Closing twice does nothing more. */
  @Override
  public void close() {
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException ignored) {
      // The JVM ends: the hook runs, or has run.
    }
    remove();
  }

  private void remove() {
    before.run();
    try {
      Files.walkFileTree(path, deletion);
    } catch (IOException e) {
      // Nothing is wrong but a few files too many; the system cleans its temporary directory.
      System.getLogger(PrivateDirectory.class.getName())
          .log(System.Logger.Level.DEBUG, "A temporary directory stays", e);
    }
  }

  /**
   * In the root group: a build tool that runs us inside its own JVM destroys its thread group, and
   * a hook made there would never run. A privileged action keeps the access control context, and
   * thereby the class loader, of the application that happened to call out of the thread.
   */
  @SuppressWarnings("removal") // there is no other way, and where it is gone there is no need
  private static Thread hook(Runnable task) {
    return AccessController.doPrivileged(
        (PrivilegedAction<Thread>)
            () -> {
              ThreadGroup root = Thread.currentThread().getThreadGroup();
              while (root.getParent() != null) {
                root = root.getParent();
              }
              Thread thread =
                  new Thread(
                      root,
                      task,
                      "nearfar-redis-end",
                      /* stackSize= */ 0,
                      /* inheritThreadLocals= */ false);
              thread.setContextClassLoader(PrivateDirectory.class.getClassLoader());
              return thread;
            });
  }

  private static final class Deletion extends SimpleFileVisitor<Path> {
    @Override
    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
      Files.deleteIfExists(file);
      return FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult visitFileFailed(Path file, IOException failure) throws IOException {
      if (failure instanceof NoSuchFileException) {
        return FileVisitResult.CONTINUE;
      }
      throw failure;
    }

    @Override
    public FileVisitResult postVisitDirectory(Path directory, @Nullable IOException failure)
        throws IOException {
      if (failure != null) {
        throw failure;
      }
      Files.deleteIfExists(directory);
      return FileVisitResult.CONTINUE;
    }
  }
}
