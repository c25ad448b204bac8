package io.nearfar.spi;

/**
 * Brings the changes of the far tier, those made by other JVMs included, to this one. Delivery is
 * not trusted: messages may be lost, and each says which version it follows, so that a gap shows.
 *
 * <p>Implementations are thread-safe, deliver on a thread of their own that must not be held up,
 * one message at a time, and never reorder the messages of a segment knowingly. They keep trying to
 * reach the server.
 */
public interface InvalidationChannel extends AutoCloseable {

  /**
   * Starts delivery. To be called once.
   *
   * @param subscriber told of every message and of the state of the link; must not block
   */
  void subscribe(Subscriber subscriber);

  /**
   * Gives the subscription up and makes another one: this one seems to be deaf. Does not block; the
   * subscriber is told {@link Subscriber#unlinked()} and, later, {@link Subscriber#linked()}.
   */
  void renew();

  /** Ends delivery; when it returns, the subscriber is not called any more. */
  @Override
  void close();

  /** Hears the messages of one cache. */
  interface Subscriber {

    /**
     * A change was announced.
     *
     * @param invalidation the change
     */
    void received(Invalidation invalidation);

    /** A message came that is foreign, damaged, or of a newer release. It is not heeded. */
    void unreadable();

    /** The link is up: messages from now on arrive, those before may have been lost. */
    void linked();

    /** The link is down: messages are being lost. */
    void unlinked();
  }
}
