package io.kaipan.config.store;

/** A database that is ready to be migrated and worked with: who asks for it gets in. */
record PreparedStore(OwnerLogin owner, ApplicationRole command, ApplicationRole projection, ApplicationRole query) {
    String url() {
        return owner.url();
    }
}
