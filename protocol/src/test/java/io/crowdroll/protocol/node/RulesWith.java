package io.crowdroll.protocol.node;

import io.crowdroll.protocol.Rules;
import java.lang.reflect.Constructor;
import java.lang.reflect.RecordComponent;

/** A copy of rules in which one parameter differs, for tests that vary a preset. */
public final class RulesWith {
  private RulesWith() {}

  /**
   * @param path components from {@link Rules} down, such as {@code "leases.redundancy"}
   */
  public static Rules with(Rules rules, String path, Object value) {
    return (Rules) copy((Record) rules, path, value);
  }

  private static Record copy(Record record, String path, Object value) {
    int dot = path.indexOf('.');
    String name = dot < 0 ? path : path.substring(0, dot);
    try {
      RecordComponent[] components = record.getClass().getRecordComponents();
      Class<?>[] types = new Class<?>[components.length];
      Object[] values = new Object[components.length];
      boolean found = false;
      for (int i = 0; i < components.length; i++) {
        types[i] = components[i].getType();
        values[i] = components[i].getAccessor().invoke(record);
        if (components[i].getName().equals(name)) {
          found = true;
          values[i] = dot < 0 ? value : copy((Record) values[i], path.substring(dot + 1), value);
        }
      }
      if (!found) {
        throw new IllegalArgumentException(record.getClass().getSimpleName() + " has no " + name);
      }
      Constructor<? extends Record> constructor = record.getClass().getDeclaredConstructor(types);
      return constructor.newInstance(values);
    } catch (ReflectiveOperationException e) {
      throw new IllegalArgumentException("cannot set " + path, e);
    }
  }
}
