#[repr(u16)]
pub enum CloseCode {
    Normal = 1000,
    GoingAway = 1001,
    PolicyViolation = 1007,
}
