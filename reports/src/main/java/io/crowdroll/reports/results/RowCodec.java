package io.crowdroll.reports.results;

import java.io.IOException;
import java.lang.invoke.LambdaMetafactory;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.RecordComponent;
import java.math.BigInteger;
import java.util.List;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.ToDoubleFunction;
import java.util.function.ToIntFunction;
import java.util.function.ToLongFunction;
import java.util.stream.Stream;

/**
 * Writes and reads one record type as a line of CSV, field by field in the order of its components.
 *
 * @param <R> the record
 */
final class RowCodec<R extends Row> {
  private enum Type {
    LONG,
    INT,
    DOUBLE,
    BOOLEAN,
    TEXT,
    AMOUNT;

    static Type of(Class<?> type) {
      if (type == long.class) return LONG;
      if (type == int.class) return INT;
      if (type == double.class) return DOUBLE;
      if (type == boolean.class) return BOOLEAN;
      if (type == String.class) return TEXT;
      if (type == BigInteger.class) return AMOUNT;
      throw new IllegalArgumentException("no CSV form for a field of type " + type.getName());
    }
  }

  /** Writes one component of a row. */
  private interface Column {
    void write(Row row, CsvOutput out);
  }

  private static final BigInteger TEN_TO_18 = BigInteger.TEN.pow(18);

  private final List<String> columns;
  private final Type[] types;
  private final Column[] writers;
  private final MethodHandle constructor;

  private RowCodec(Class<R> row) throws Throwable {
    RecordComponent[] components = row.getRecordComponents();
    MethodHandles.Lookup lookup = MethodHandles.lookup();
    columns = Stream.of(components).map(RecordComponent::getName).toList();
    types = Stream.of(components).map(c -> Type.of(c.getType())).toArray(Type[]::new);
    writers = new Column[components.length];
    for (int i = 0; i < components.length; i++) {
      writers[i] = writer(lookup, types[i], lookup.unreflect(components[i].getAccessor()));
    }
    Class<?>[] parameters =
        Stream.of(components).map(RecordComponent::getType).toArray(Class<?>[]::new);
    constructor =
        lookup
            .findConstructor(row, MethodType.methodType(void.class, parameters))
            .asSpreader(Object[].class, parameters.length)
            .asType(MethodType.methodType(Row.class, Object[].class));
  }

  static <R extends Row> RowCodec<R> of(Class<R> row) {
    try {
      return new RowCodec<>(row);
    } catch (Throwable e) {
      throw new IllegalStateException("cannot reach the components of " + row, e);
    }
  }

  /**
   * Accessors are bound as lambdas are: a method handle in a field would box each of the millions
   * of numbers that pass, and run slowly until the compiler has seen through it.
   */
  @SuppressWarnings("unchecked") // the function is made for this type and accessor
  private static Column writer(MethodHandles.Lookup lookup, Type type, MethodHandle accessor)
      throws Throwable {
    return switch (type) {
      case LONG -> {
        var get =
            (ToLongFunction<Row>)
                bind(lookup, ToLongFunction.class, "applyAsLong", long.class, accessor);
        yield (row, out) -> out.number(get.applyAsLong(row));
      }
      case INT -> {
        var get =
            (ToIntFunction<Row>)
                bind(lookup, ToIntFunction.class, "applyAsInt", int.class, accessor);
        yield (row, out) -> out.number(get.applyAsInt(row));
      }
      case DOUBLE -> {
        var get =
            (ToDoubleFunction<Row>)
                bind(lookup, ToDoubleFunction.class, "applyAsDouble", double.class, accessor);
        yield (row, out) -> out.number(get.applyAsDouble(row));
      }
      case BOOLEAN -> {
        var get = (Predicate<Row>) bind(lookup, Predicate.class, "test", boolean.class, accessor);
        yield (row, out) -> out.flag(get.test(row));
      }
      case TEXT -> {
        var get =
            (Function<Row, String>) bind(lookup, Function.class, "apply", Object.class, accessor);
        yield (row, out) -> out.text(get.apply(row));
      }
      case AMOUNT -> {
        var get =
            (Function<Row, BigInteger>)
                bind(lookup, Function.class, "apply", Object.class, accessor);
        yield (row, out) -> out.number(get.apply(row));
      }
    };
  }

  private static Object bind(
      MethodHandles.Lookup lookup,
      Class<?> function,
      String method,
      Class<?> result,
      MethodHandle accessor)
      throws Throwable {
    return LambdaMetafactory.metafactory(
            lookup,
            method,
            MethodType.methodType(function),
            MethodType.methodType(result, Object.class),
            accessor,
            accessor.type())
        .getTarget()
        .invoke();
  }

  List<String> columns() {
    return columns;
  }

  void write(R row, CsvOutput out) throws IOException {
    for (Column column : writers) {
      column.write(row, out);
    }
    out.endRow();
  }

  /**
   * Reads a row from its fields.
   *
   * @throws IllegalArgumentException naming the column, when a field does not fit its type
   */
  @SuppressWarnings("unchecked") // the constructor handle is that of R
  R read(List<String> fields) {
    if (fields.size() != types.length) {
      throw new IllegalArgumentException(
          "has " + fields.size() + " fields; expected " + types.length);
    }
    Object[] values = new Object[types.length];
    for (int i = 0; i < types.length; i++) {
      values[i] = parse(i, fields.get(i));
    }
    try {
      return (R) (Row) constructor.invokeExact(values);
    } catch (RuntimeException | Error e) {
      throw e;
    } catch (Throwable e) {
      throw new IllegalStateException(e); // a record's constructor declares no exception
    }
  }

  private Object parse(int column, String field) {
    try {
      return switch (types[column]) {
        case LONG -> Long.parseLong(field);
        case INT -> Integer.parseInt(field);
        case DOUBLE -> Double.parseDouble(field);
        case BOOLEAN -> parseFlag(field);
        case TEXT -> CsvOutput.unguarded(field);
        case AMOUNT -> parseAmount(field);
      };
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(
          "column " + columns.get(column) + ": '" + field + "' is not " + expected(column), e);
    }
  }

  /** Nearly all amounts fit one long or two, which are read several times faster. */
  private static BigInteger parseAmount(String field) {
    int length = field.length();
    if (length < 19) {
      return BigInteger.valueOf(Long.parseLong(field));
    }
    int cut = length - 18;
    if (length > 36 || !isDigit(field.charAt(0)) || !isDigit(field.charAt(cut))) {
      return new BigInteger(field);
    }
    return BigInteger.valueOf(Long.parseLong(field, 0, cut, 10))
        .multiply(TEN_TO_18)
        .add(BigInteger.valueOf(Long.parseLong(field, cut, length, 10)));
  }

  private static boolean isDigit(char c) {
    return '0' <= c && c <= '9';
  }

  private static boolean parseFlag(String field) {
    return switch (field) {
      case "true" -> true;
      case "false" -> false;
      default -> throw new IllegalArgumentException(field);
    };
  }

  private String expected(int column) {
    return switch (types[column]) {
      case LONG, INT, AMOUNT -> "a whole number";
      case DOUBLE -> "a number";
      case BOOLEAN -> "true or false";
      case TEXT -> "text";
    };
  }
}
