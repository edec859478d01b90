/// What end-to-end tests stand on: an org, a database, a shift between them, and waiting that ends.
@NullMarked
package dev.lockstep.verification.stage;

import org.jspecify.annotations.NullMarked;
