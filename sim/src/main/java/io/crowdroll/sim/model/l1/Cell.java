package io.crowdroll.sim.model.l1;

/** A variable of the contract whose changes are in the journal. */
final class Cell<T> {
  private final Journal journal;
  private T value;

  Cell(Journal journal, T value) {
    this.journal = journal;
    this.value = value;
  }

  T get() {
    return value;
  }

  void set(T newValue) {
    T old = value;
    journal.record(() -> value = old);
    value = newValue;
  }
}
