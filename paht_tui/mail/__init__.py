"""The edge to the post office: templates, composing, handing over; no database, no screen."""
