package io.nearfar.internal.far;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicIntegerFieldUpdater;
import org.jspecify.annotations.Nullable;
import org.redisson.client.protocol.RedisCommand;

/**
 * One command on its way to the server and its reply on the way back: bytes, numbers, nulls, and
 * lists of them. Completed by a thread of the driver; only the thread that made it waits for it, so
 * nothing of the application runs there.
 */
final class Call extends CompletableFuture<Object> {
  private static final RedisCommand<Object> EVALSHA = new RedisCommand<>("EVALSHA");
  private static final RedisCommand<Object> EVAL = new RedisCommand<>("EVAL");

  /**
   * The reply where the keys are on two nodes, because their slot moves; nothing was read or done.
   */
  static final Object SPLIT = new Object();

  private static final int WAITING = 0;
  private static final int SENT = 1;
  private static final int GIVEN_UP = 2;
  private static final AtomicIntegerFieldUpdater<Call> STATE =
      AtomicIntegerFieldUpdater.newUpdater(Call.class, "state");

  private final RedisCommand<Object> command;
  private final Object[] parameters;
  private final @Nullable Script script;
  private final int slot;
  private final boolean isChange;
  private final boolean toldSplit;
  private final boolean alone;

  /** Read through {@link #STATE}: one object less for each command. */
  @SuppressWarnings("UnusedVariable")
  private volatile int state;

  /**
   * A command.
   *
   * @param command its name
   * @param slot the slot of its keys
   * @param isChange whether it matters that it is executed once at most
   * @param parameters keys and arguments: bytes, or objects whose text is sent
   */
  Call(RedisCommand<Object> command, int slot, boolean isChange, Object... parameters) {
    this(command, null, slot, isChange, /* toldSplit= */ false, /* alone= */ false, parameters);
  }

  private Call(
      RedisCommand<Object> command,
      @Nullable Script script,
      int slot,
      boolean isChange,
      boolean toldSplit,
      boolean alone,
      Object[] parameters) {
    this.command = command;
    this.script = script;
    this.parameters = parameters;
    this.slot = slot;
    this.isChange = isChange;
    this.toldSplit = toldSplit;
    this.alone = alone;
  }

  /**
   * A script.
   *
   * @param script which one
   * @param slot the slot of its keys
   * @param isChange whether it matters that it is executed once at most
   * @param parameters the number of its keys, the keys, the arguments
   */
  static Call of(Script script, int slot, boolean isChange, Object... parameters) {
    Object[] all = new Object[parameters.length + 1];
    all[0] = script.digest();
    System.arraycopy(parameters, 0, all, 1, parameters.length);
    return new Call(EVALSHA, script, slot, isChange, false, false, all);
  }

  /** The same once more, after it was found that the server had not executed it. */
  Call again() {
    return new Call(command, script, slot, isChange, toldSplit, alone, parameters);
  }

  /** The same once more, and in no batch: it has to find its own way through the cluster. */
  Call aloneAgain() {
    return new Call(command, script, slot, isChange, toldSplit, /* alone= */ true, parameters);
  }

  /**
   * The same, but answered with {@link #SPLIT} where others are repeated until the slot is moved.
   */
  Call toldSplit() {
    return new Call(command, script, slot, isChange, /* toldSplit= */ true, alone, parameters);
  }

  /**
   * The same with the text of the script, for a server that does not know its name.
   *
   * @throws IllegalStateException if it is no script, or has its text
   */
  Call withBody() {
    if (script == null) {
      throw new IllegalStateException("Not a script without its text");
    }
    Object[] all = parameters.clone();
    all[0] = script.body();
    return new Call(EVAL, null, slot, isChange, toldSplit, alone, all);
  }

  /** Whether the server is asked for a script by its name. */
  boolean isScriptByName() {
    return script != null;
  }

  /** The script's name, always the same object; or the first parameter of another command. */
  Object name() {
    return parameters[0];
  }

  RedisCommand<Object> command() {
    return command;
  }

  Object[] parameters() {
    return parameters;
  }

  int slot() {
    return slot;
  }

  boolean isChange() {
    return isChange;
  }

  boolean isToldSplit() {
    return toldSplit;
  }

  /** Whether it must not travel with others. */
  boolean isAlone() {
    return alone;
  }

  /** About how many bytes are sent. */
  int size() {
    int size = 0;
    for (Object parameter : parameters) {
      size += parameter instanceof byte[] bytes ? bytes.length : 8;
    }
    return size;
  }

  /**
   * Takes note that the command is about to be sent.
   *
   * @return false if nobody waits for it any more; it is not to be sent then
   */
  boolean send() {
    return STATE.compareAndSet(this, WAITING, SENT);
  }

  /**
   * Gives it up: nobody waits for it any more.
   *
   * @return whether it was not sent, and never will be
   */
  boolean giveUp() {
    return STATE.compareAndSet(this, WAITING, GIVEN_UP);
  }
}
