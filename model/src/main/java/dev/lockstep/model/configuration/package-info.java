/// The configuration document: what a person wants of a connection, read strictly from YAML text.
@NullMarked
package dev.lockstep.model.configuration;

import org.jspecify.annotations.NullMarked;
