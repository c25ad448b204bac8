package io.nearfar.examples.rows;

import jakarta.ws.rs.ApplicationPath;
import jakarta.ws.rs.core.Application;

/** All resources. */
@ApplicationPath("api")
public class RowsApplication extends Application {}
