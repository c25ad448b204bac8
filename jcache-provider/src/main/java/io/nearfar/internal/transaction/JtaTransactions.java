package io.nearfar.internal.transaction;

import io.nearfar.spi.TransactionContext;
import jakarta.transaction.Status;
import jakarta.transaction.Synchronization;
import jakarta.transaction.TransactionSynchronizationRegistry;
import java.util.function.Consumer;
import javax.naming.InitialContext;
import javax.naming.NamingException;
import org.jspecify.annotations.Nullable;

/**
 * The transactions of a Jakarta EE server, by its {@code TransactionSynchronizationRegistry}, which
 * every server has under one name (Jakarta Transactions 2.0, section 4.2). Thread-safe.
 */
public final class JtaTransactions implements TransactionContext {
  private static final String REGISTRY = "java:comp/TransactionSynchronizationRegistry";

  private JtaTransactions() {}

  /** Those of this JVM; none where there is no Jakarta Transactions API. */
  public static TransactionContext find() {
    try {
      Class.forName(
          "jakarta.transaction.TransactionSynchronizationRegistry",
          /* initialize= */ false,
          JtaTransactions.class.getClassLoader());
      return new JtaTransactions();
    } catch (ClassNotFoundException | LinkageError e) {
      return () -> null;
    }
  }

  @Override
  public @Nullable Transaction current() {
    TransactionSynchronizationRegistry registry = registry();
    if (registry == null) {
      return null;
    }
    Object key = registry.getTransactionKey();
    int status = registry.getTransactionStatus();
    boolean active = status == Status.STATUS_ACTIVE || status == Status.STATUS_MARKED_ROLLBACK;
    return key == null || !active ? null : new JtaTransaction(registry, key);
  }

  /** Looked up each time: what the name means depends on the component that runs. */
  @SuppressWarnings("BanJNDI") // A name of the server's own, which no input has a part in.
  private static @Nullable TransactionSynchronizationRegistry registry() {
    try {
      return new InitialContext().lookup(REGISTRY)
              instanceof TransactionSynchronizationRegistry registry
          ? registry
          : null;
    } catch (NamingException e) {
      return null; // Outside of a server, or of its components.
    }
  }

  private record JtaTransaction(TransactionSynchronizationRegistry registry, Object key)
      implements Transaction {

    @Override
    public void atEnd(Consumer<Boolean> end) {
      if (!isLost()) {
        register(end);
      }
      // Again, because somebody else may mark it at any time: WildFly then registers nothing, and
      // does not say so. Other servers refuse.
      if (isLost()) {
        end.accept(false);
      }
    }

    /** It can only be rolled back, or is already. */
    private boolean isLost() {
      return switch (registry.getTransactionStatus()) {
        case Status.STATUS_MARKED_ROLLBACK, Status.STATUS_ROLLING_BACK, Status.STATUS_ROLLEDBACK ->
            true;
        default -> false;
      };
    }

    private void register(Consumer<Boolean> end) {
      registry.registerInterposedSynchronization(
          new Synchronization() {
            @Override
            public void beforeCompletion() {
              // Nothing: what is to be invalidated is not yet.
            }

            @Override
            public void afterCompletion(int status) {
              // What nobody knows the end of may have been committed.
              end.accept(status != Status.STATUS_ROLLEDBACK);
            }
          });
    }
  }
}
