package io.nearfar.internal.codec;

import org.apache.fory.resolver.TypeResolver;
import org.apache.fory.serializer.Serializer;
import org.apache.fory.serializer.SerializerFactory;
import org.jspecify.annotations.Nullable;

/** Gives Fory a serializer for each class it meets, according to {@link CopyRoutes}. */
final class CopySerializers implements SerializerFactory {
  private final CopyRoutes routes;
  private final Copies copies;

  CopySerializers(CopyRoutes routes, Copies copies) {
    this.routes = routes;
    this.copies = copies;
  }

  /** A serializer of ours, or null for Fory's own. */
  @Override
  @SuppressWarnings("rawtypes") // the signature of Fory
  public @Nullable Serializer createSerializer(TypeResolver resolver, Class<?> type) {
    int route = routes.route(type);
    return switch (route) {
      case CopyRoutes.SHARED -> new SharingSerializer(resolver, type);
      case CopyRoutes.FORY, CopyRoutes.OPTIONAL -> null;
      case CopyRoutes.FIELDS ->
          new FieldsSerializer(resolver, type, routes.immutableTypes(), copies);
      case CopyRoutes.RECORD -> recordSerializer(resolver, type);
      case CopyRoutes.CLONE -> new CloningSerializer(resolver, type);
      default -> new DetourSerializer(resolver, type, route);
    };
  }

  private CopySerializer recordSerializer(TypeResolver resolver, Class<?> type) {
    try {
      return new RecordSerializer(resolver, type, routes.immutableTypes(), copies);
    } catch (ReflectiveOperationException | RuntimeException e) {
      // Its module keeps us out: serialization may still go in, and says so if it may not.
      return new DetourSerializer(resolver, type, CopyRoutes.STREAM);
    }
  }
}
