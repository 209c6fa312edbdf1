package io.crowdroll.protocol.node;

import io.crowdroll.protocol.chain.Address;
import io.crowdroll.protocol.chain.Hash256;
import io.crowdroll.protocol.chain.Rlp;
import io.crowdroll.protocol.evm.Code;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Records as bytes: what nodes keep in their logs and send each other, where no outside standard
 * says how. A record's type is its format: the RLP list of its components in the order in which
 * they are declared.
 *
 * <p>Numbers are unsigned, negative ones in two's complement of their type; hashes, addresses and
 * code are their bytes; an alternative of a sealed interface is [its place among them, its
 * components]; a list is a list, an {@link Optional} a list of at most one; an absent reference is
 * the empty string. Decoding takes the one encoding of each value only and throws nothing.
 */
public final class RecordCodec {
  private static final byte[] ABSENT = Rlp.string(new byte[0]);

  private RecordCodec() {}

  /** Bytes that encode nothing of the type asked for. */
  private static final class Refused extends Exception {
    private static final long serialVersionUID = 1;

    Refused() {
      super(null, null, false, false);
    }
  }

  // Encoding

  /**
   * The canonical bytes.
   *
   * @param type that a decoder will ask for: the record's own, or a sealed interface above it
   * @throws IllegalArgumentException where the type has something in it that has no encoding
   */
  public static <T> byte[] encode(Class<T> type, T value) {
    return item(type, value);
  }

  private static byte[] item(Type type, Object value) {
    Class<?> raw = raw(type);
    if (raw == List.class) {
      List<byte[]> items = new ArrayList<>();
      for (Object element : (List<?>) value) {
        items.add(item(argument(type), element));
      }
      return Rlp.list(items);
    }
    if (raw == Optional.class) {
      Optional<?> optional = (Optional<?>) value;
      return optional.isEmpty() ? Rlp.list() : Rlp.list(item(argument(type), optional.get()));
    }
    if (value == null) {
      return ABSENT;
    }
    if (raw.isInterface() && raw.isSealed()) {
      List<Class<?>> choices = alternatives(raw);
      int place = choices.indexOf(value.getClass());
      return Rlp.list(Rlp.number(place), item(choices.get(place), value));
    }
    return raw.isRecord() && !isLeaf(raw) ? components(raw, value) : leaf(raw, value);
  }

  private static boolean isLeaf(Class<?> type) {
    return type == Hash256.class || type == Address.class;
  }

  private static byte[] components(Class<?> type, Object value) {
    List<byte[]> items = new ArrayList<>();
    try {
      for (RecordComponent component : type.getRecordComponents()) {
        var accessor = component.getAccessor();
        accessor.setAccessible(true);
        items.add(item(component.getGenericType(), accessor.invoke(value)));
      }
    } catch (ReflectiveOperationException e) {
      throw new IllegalArgumentException(type + " cannot be read", e);
    }
    return Rlp.list(items);
  }

  private static byte[] leaf(Class<?> type, Object value) {
    return switch (value) {
      case Long number -> Rlp.number(number);
      case Integer number -> Rlp.number(Integer.toUnsignedLong(number));
      case Boolean flag -> Rlp.number(flag ? 1 : 0);
      case Enum<?> choice -> Rlp.number(choice.ordinal());
      case BigInteger number -> Rlp.number(number);
      case Hash256 hash -> Rlp.string(hash.toBytes());
      case Address address -> Rlp.string(address.toBytes());
      case Code code -> Rlp.string(code.bytes());
      case byte[] bytes -> Rlp.string(bytes);
      case String text -> Rlp.string(text.getBytes(StandardCharsets.UTF_8));
      case long[] numbers -> Rlp.list(Arrays.stream(numbers).mapToObj(Rlp::number).toList());
      default -> throw new IllegalArgumentException(type + " has no encoding");
    };
  }

  // Decoding

  /** The value of an encoding, {@code null} where the bytes are none of the type. */
  public static <T> T decode(Class<T> type, byte[] bytes) {
    try {
      return Rlp.decode(bytes).orNull() instanceof Rlp.Item item
          ? type.cast(value(type, item))
          : null;
    } catch (Refused refused) {
      return null;
    }
  }

  private static Object value(Type type, Rlp.Item item) throws Refused {
    Class<?> raw = raw(type);
    if (raw == List.class) {
      List<Object> values = new ArrayList<>();
      for (Rlp.Item element : sequence(item)) {
        Object each = value(argument(type), element);
        require(each != null);
        values.add(each);
      }
      return List.copyOf(values);
    }
    if (raw == Optional.class) {
      List<Rlp.Item> items = sequence(item);
      require(items.size() <= 1);
      Object only = items.isEmpty() ? null : value(argument(type), items.getFirst());
      require(items.isEmpty() == (only == null));
      return Optional.ofNullable(only);
    }
    boolean composed = raw.isRecord() || raw.isInterface();
    if (composed && item instanceof Rlp.Item.Bytes(byte[] none) && none.length == 0) {
      return null;
    }
    if (raw.isInterface()) {
      List<Rlp.Item> items = sequence(item);
      require(items.size() == 2);
      List<Class<?>> choices = alternatives(raw);
      return value(choices.get(below(choices.size(), items.get(0))), items.get(1));
    }
    return raw.isRecord() && !isLeaf(raw) ? record(raw, sequence(item)) : leaf(raw, item);
  }

  private static Object record(Class<?> type, List<Rlp.Item> items) throws Refused {
    RecordComponent[] components = type.getRecordComponents();
    require(items.size() == components.length);
    Class<?>[] types = new Class<?>[components.length];
    Object[] values = new Object[components.length];
    for (int i = 0; i < components.length; i++) {
      types[i] = components[i].getType();
      values[i] = value(components[i].getGenericType(), items.get(i));
    }
    try {
      Constructor<?> constructor = type.getDeclaredConstructor(types);
      constructor.setAccessible(true);
      return constructor.newInstance(values);
    } catch (InvocationTargetException e) {
      throw new Refused(); // the record refuses such components
    } catch (ReflectiveOperationException e) {
      throw new IllegalArgumentException(type + " cannot be made", e);
    }
  }

  private static Object leaf(Class<?> type, Rlp.Item item) throws Refused {
    if (type == long[].class) {
      List<Rlp.Item> items = sequence(item);
      long[] numbers = new long[items.size()];
      for (int i = 0; i < numbers.length; i++) {
        numbers[i] = number(Long.SIZE, items.get(i)).longValue();
      }
      return numbers;
    }
    if (type.isEnum()) {
      Object[] choices = type.getEnumConstants();
      return choices[below(choices.length, item)];
    }
    return switch (type.getName()) {
      case "long", "java.lang.Long" -> number(Long.SIZE, item).longValue();
      case "int", "java.lang.Integer" -> number(Integer.SIZE, item).intValue();
      case "boolean" -> below(2, item) == 1;
      case "java.math.BigInteger" -> number(Integer.MAX_VALUE, item);
      case "java.lang.String" -> text(bytes(item));
      case "[B" -> bytes(item);
      default -> bytesOf(type, bytes(item));
    };
  }

  private static Object bytesOf(Class<?> type, byte[] bytes) throws Refused {
    if (type == Hash256.class) {
      require(bytes.length == Hash256.BYTES);
      return Hash256.fromBytes(bytes);
    }
    if (type == Address.class) {
      require(bytes.length == Address.BYTES);
      return Address.fromBytes(bytes);
    }
    if (type == Code.class) {
      return Code.of(bytes);
    }
    throw new IllegalArgumentException(type + " has no encoding");
  }

  /** Text whose bytes are the ones that it would be written as. */
  private static String text(byte[] bytes) throws Refused {
    String text = new String(bytes, StandardCharsets.UTF_8);
    require(Arrays.equals(bytes, text.getBytes(StandardCharsets.UTF_8)));
    return text;
  }

  private static int below(int bound, Rlp.Item item) throws Refused {
    int number = number(Integer.SIZE - 1, item).intValue();
    require(number < bound);
    return number;
  }

  private static BigInteger number(int bits, Rlp.Item item) throws Refused {
    byte[] bytes = bytes(item);
    require(bytes.length == 0 || bytes[0] != 0);
    BigInteger number = new BigInteger(1, bytes);
    require(number.bitLength() <= bits);
    return number;
  }

  private static byte[] bytes(Rlp.Item item) throws Refused {
    if (item instanceof Rlp.Item.Bytes(byte[] bytes)) {
      return bytes;
    }
    throw new Refused();
  }

  private static List<Rlp.Item> sequence(Rlp.Item item) throws Refused {
    if (item instanceof Rlp.Item.Sequence(List<Rlp.Item> items)) {
      return items;
    }
    throw new Refused();
  }

  private static void require(boolean condition) throws Refused {
    if (!condition) {
      throw new Refused();
    }
  }

  // Types

  /** The records below a sealed interface, in the order in which they are declared. */
  private static List<Class<?>> alternatives(Class<?> type) {
    List<Class<?>> found = new ArrayList<>();
    for (Class<?> choice : type.getPermittedSubclasses()) {
      found.addAll(choice.isInterface() ? alternatives(choice) : List.of(choice));
    }
    return found;
  }

  private static Class<?> raw(Type type) {
    return (Class<?>) (type instanceof ParameterizedType generic ? generic.getRawType() : type);
  }

  private static Type argument(Type type) {
    return ((ParameterizedType) type).getActualTypeArguments()[0];
  }
}
