"""What people see: the session (the only st.session_state), drawers, styles, charts."""
