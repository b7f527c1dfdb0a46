package org.chainrule.server.store;

import java.nio.file.Path;
import org.chainrule.server.Postgres;

/** The databases that everything must work on. */
enum Kind {
  SQLITE {
    @Override
    Database open(Path folder) {
      return Database.open(folder);
    }
  },
  POSTGRESQL {
    @Override
    Database open(Path folder) {
      return Database.connect(Postgres.newDatabase());
    }
  };

  /** An empty database. */
  abstract Database open(Path folder);
}
