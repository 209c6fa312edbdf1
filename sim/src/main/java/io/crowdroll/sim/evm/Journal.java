package io.crowdroll.sim.evm;

import io.crowdroll.protocol.evm.Code;
import io.crowdroll.protocol.evm.Limbs;
import io.crowdroll.protocol.evm.Log;
import java.util.Arrays;
import java.util.List;

/** What was before each change, in flat arrays: the latest is undone first. */
final class Journal {
  private enum Kind {
    BALANCE,
    NONCE,
    CODE,
    SLOT,
    WARM_SLOT,
    WARM_ACCOUNT,
    TOUCHED,
    CREATED,
    DESTROYED,
    LOG
  }

  private Kind[] kinds = new Kind[64];
  private Object[] targets = new Object[64];

  /** Four limbs an entry, or a number in the first. */
  private long[] words = new long[64 * Limbs.WORD];

  private Code[] codes = new Code[64];
  private int size;

  /** Entries so far: a mark. */
  int size() {
    return size;
  }

  void clear() {
    size = 0;
  }

  void balance(Account account) {
    word(Kind.BALANCE, account, account.balance);
  }

  void nonce(Account account) {
    number(Kind.NONCE, account, account.nonce);
  }

  void code(Account account) {
    int entry = add(Kind.CODE, account);
    codes[entry] = account.code;
  }

  void slot(Slot slot) {
    word(Kind.SLOT, slot, slot.value);
  }

  void warm(Slot slot) {
    number(Kind.WARM_SLOT, slot, slot.warmIn);
  }

  void warm(Account account) {
    number(Kind.WARM_ACCOUNT, account, account.warmIn);
  }

  void touched(Account account) {
    number(Kind.TOUCHED, account, account.touchedIn);
  }

  void created(Account account) {
    number(Kind.CREATED, account, account.createdIn);
  }

  void destroyed(Account account) {
    number(Kind.DESTROYED, account, account.destroyedIn);
  }

  void log(List<Log> logs) {
    add(Kind.LOG, logs);
  }

  /** Undoes all entries from a mark on. */
  void revert(int mark) {
    while (size > mark) {
      size--;
      int at = size * Limbs.WORD;
      long number = words[at];
      switch (kinds[size]) {
        case BALANCE -> restore(((Account) targets[size]).balance, at);
        case NONCE -> ((Account) targets[size]).nonce = number;
        case CODE -> ((Account) targets[size]).code = codes[size];
        case SLOT -> restore(((Slot) targets[size]).value, at);
        case WARM_SLOT -> ((Slot) targets[size]).warmIn = (int) number;
        case WARM_ACCOUNT -> ((Account) targets[size]).warmIn = (int) number;
        case TOUCHED -> ((Account) targets[size]).touchedIn = (int) number;
        case CREATED -> ((Account) targets[size]).createdIn = (int) number;
        case DESTROYED -> ((Account) targets[size]).destroyedIn = (int) number;
        case LOG -> ((List<?>) targets[size]).removeLast();
      }
    }
  }

  private void restore(long[] word, int at) {
    System.arraycopy(words, at, word, 0, Limbs.WORD);
  }

  private void word(Kind kind, Object target, long[] word) {
    int entry = add(kind, target); // may replace the arrays
    System.arraycopy(word, 0, words, entry * Limbs.WORD, Limbs.WORD);
  }

  private void number(Kind kind, Object target, long number) {
    int entry = add(kind, target);
    words[entry * Limbs.WORD] = number;
  }

  private int add(Kind kind, Object target) {
    if (size == kinds.length) {
      kinds = Arrays.copyOf(kinds, 2 * size);
      targets = Arrays.copyOf(targets, 2 * size);
      codes = Arrays.copyOf(codes, 2 * size);
      words = Arrays.copyOf(words, 2 * size * Limbs.WORD);
    }
    kinds[size] = kind;
    targets[size] = target;
    return size++;
  }
}
