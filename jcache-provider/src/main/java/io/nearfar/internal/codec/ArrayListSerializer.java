package io.nearfar.internal.codec;

import java.util.ArrayList;
import org.apache.fory.context.CopyContext;
import org.apache.fory.resolver.TypeInfoHolder;
import org.apache.fory.resolver.TypeResolver;
import org.apache.fory.serializer.Serializer;
import org.apache.fory.serializer.collection.CollectionSerializer;

/** Copies the list most used in one go, and then those elements that are mutable. */
@SuppressWarnings({"rawtypes", "NonApiType"}) // Fory registers serializers by class literal
final class ArrayListSerializer extends CollectionSerializer<ArrayList> implements Tracked {
  private final Copies copies;
  private final TypeInfoHolder met;

  ArrayListSerializer(TypeResolver resolver, Copies copies) {
    super(resolver, ArrayList.class);
    this.copies = copies;
    this.met = resolver.nilTypeInfoHolder();
  }

  @Override
  @SuppressWarnings("unchecked") // the elements of the copy are of the types of the originals
  public ArrayList copy(CopyContext context, ArrayList original) {
    ArrayList<Object> copy = (ArrayList<Object>) original.clone();
    copies.made(context, original, copy);
    for (int i = 0; i < copy.size(); i++) {
      Object element = copy.get(i);
      if (element != null) {
        Serializer<Object> serializer =
            typeResolver.getTypeInfo(element.getClass(), met).getSerializer();
        if (!serializer.isImmutable()) {
          copy.set(i, copies.copyOf(context, element, serializer));
        }
      }
    }
    return copy;
  }
}
