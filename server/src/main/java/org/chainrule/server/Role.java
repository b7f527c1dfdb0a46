package org.chainrule.server;

import java.util.Locale;

/** What a process does of what a server does. */
public enum Role {
  /** Everything. */
  ALL,
  /** Answers pages and accepts training runs, which others work on. */
  WEB,
  /** Works on training runs, and answers nothing but how it is. */
  WORKER;

  /** Whether it answers pages. */
  boolean web() {
    return this != WORKER;
  }

  /** Whether it works on training runs. */
  boolean worker() {
    return this != WEB;
  }

  static Role of(String word) {
    for (Role role : values()) {
      if (role.name().toLowerCase(Locale.ROOT).equals(word.trim())) {
        return role;
      }
    }
    throw new IllegalArgumentException("The role must be all, web or worker, not " + word + ".");
  }
}
