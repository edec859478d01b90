/// The sync itself: the verbs that load, poll, drain and verify, and the events they tell of.
@NullMarked
package dev.lockstep.engine;

import org.jspecify.annotations.NullMarked;
