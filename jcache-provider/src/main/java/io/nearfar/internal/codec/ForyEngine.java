package io.nearfar.internal.codec;

import java.lang.reflect.Field;
import java.util.ArrayList;
import java.util.EnumMap;
import org.apache.fory.Fory;
import org.apache.fory.collection.IdentityMap;
import org.apache.fory.context.CopyContext;
import org.apache.fory.resolver.SharedRegistry;
import org.apache.fory.resolver.TypeInfoHolder;
import org.apache.fory.resolver.TypeResolver;
import org.apache.fory.serializer.Serializer;
import org.jspecify.annotations.Nullable;

/**
 * One instance of Fory and what it remembers during a copy. Used by one thread at a time; see
 * {@link EnginePool}.
 *
 * <p>Only the copying half of Fory is in use: no code is generated, nothing is written or read.
 */
final class ForyEngine {

  /** A map that has held more objects than this is replaced: clearing it would slow every copy. */
  private static final int LARGEST_KEPT_MAP = 1_024;

  private static final @Nullable Field ORIGINALS = originals();

  static {
    ForyThreads.prevent();
  }

  private final TypeResolver resolver;
  private final TypeInfoHolder met;
  private final Copies copies = new Copies();
  private CopyContext context;
  private @Nullable IdentityMap<?, ?> copiedByFory;

  ForyEngine(ClassLoader loader, CopyRoutes routes, SharedRegistry registry) {
    Fory fory =
        Fory.builder()
            .withXlang(false)
            .withRefCopy(true)
            .withCodegen(false)
            .withAsyncCompilation(false)
            .registerGuavaTypes(false)
            // Copies never leave the JVM: no class has to be registered, none is read from bytes.
            .requireClassRegistration(false)
            .suppressClassRegistrationWarnings(true)
            .withSerializerFactory(new CopySerializers(routes, copies))
            .withSharedRegistry(registry)
            .withClassLoader(loader)
            .build();
    this.resolver = fory.getTypeResolver();
    replaceSerializers(fory, routes);
    // Ends the registration phase.
    fory.copy(Boolean.TRUE);
    this.met = resolver.nilTypeInfoHolder();
    this.context = new CopyContext(resolver, /* copyRefTracking= */ true);
    this.copiedByFory = mapOf(context);
  }

  /** Where Fory's own serializer does not copy what serialization would, or is slow. */
  private void replaceSerializers(Fory fory, CopyRoutes routes) {
    fory.registerSerializer(ArrayList.class, new ArrayListSerializer(resolver, copies));
    fory.registerSerializer(EnumMap.class, new EnumMapSerializer(resolver, copies));
    fory.registerSerializer(
        Object.class,
        new FieldsSerializer(resolver, Object.class, routes.immutableTypes(), copies));
    try {
      Class<?> timestamp = Class.forName("java.sql.Timestamp");
      fory.registerSerializer(timestamp, new CloningSerializer(resolver, timestamp));
    } catch (ClassNotFoundException e) {
      // A runtime without java.sql has no such values.
    }
  }

  /**
   * A deep copy in which objects that were one are one again, and cycles are cycles.
   *
   * @throws DetourException if it holds an object that has to be copied otherwise, or not at all;
   *     this engine can be used again
   */
  <T> T copy(T value) {
    Serializer<T> serializer = resolver.getTypeInfo(value.getClass(), met).getSerializer();
    try {
      if (!(serializer instanceof Tracked)) {
        copies.spill(context);
      }
      return serializer.copy(context, value);
    } finally {
      forget();
    }
  }

  private void forget() {
    if (!copies.forget()) {
      return;
    }
    IdentityMap<?, ?> map = copiedByFory;
    if (map == null || map.size > LARGEST_KEPT_MAP) {
      context = new CopyContext(resolver, /* copyRefTracking= */ true);
      copiedByFory = mapOf(context);
    } else {
      context.reset();
    }
  }

  /** The map inside of the context, whose size Fory does not tell; null if it can't be seen. */
  private static @Nullable IdentityMap<?, ?> mapOf(CopyContext context) {
    try {
      return ORIGINALS == null ? null : (IdentityMap<?, ?>) ORIGINALS.get(context);
    } catch (IllegalAccessException | ClassCastException e) {
      return null;
    }
  }

  private static @Nullable Field originals() {
    try {
      Field field = CopyContext.class.getDeclaredField("originToCopyMap");
      field.setAccessible(true);
      return field;
    } catch (NoSuchFieldException | RuntimeException e) {
      return null;
    }
  }
}
